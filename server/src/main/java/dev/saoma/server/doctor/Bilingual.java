package dev.saoma.server.doctor;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** One text in English and in Simplified Chinese, from the message bundle {@code findings}. */
public record Bilingual(String english, String chinese) {
    private static final String BUNDLE = "dev.saoma.server.doctor.findings";

    static Bilingual of(String key, Object... arguments) {
        // As text, so that MessageFormat does not group the digits of numbers.
        Object[] texts = Arrays.stream(arguments).map(String::valueOf).toArray();
        return new Bilingual(format(Locale.ENGLISH, key, texts), format(Locale.SIMPLIFIED_CHINESE, key, texts));
    }

    private static String format(Locale language, String key, Object... texts) {
        String pattern = ResourceBundle.getBundle(BUNDLE, language).getString(key);
        return new MessageFormat(pattern, language).format(texts);
    }
}
