package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the error pages say, in one language. */
final class ErrorTexts {
    private final Properties texts = new Properties();

    /** @param language {@code en} or {@code zh-CN} */
    ErrorTexts(String language) {
        try {
            texts.load(new StringReader(Resources.text("/dev/saoma/servlet/errors_" + language + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param part {@code title}, {@code happened}, {@code who} or {@code fix} */
    String of(ErrorCode code, String part) {
        String key = code.code() + "." + part;
        return Objects.requireNonNull(texts.getProperty(key), key);
    }
}
