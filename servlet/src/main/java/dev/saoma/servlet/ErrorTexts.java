package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What people are told of errors, in one language. */
final class ErrorTexts {
    private final Language language;
    private final Properties texts = new Properties();

    ErrorTexts(Language language) {
        this.language = language;
        String file = "/dev/saoma/servlet/errors_" + language.tag() + ".properties";
        try {
            texts.load(new StringReader(Resources.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happened, in one line; in English it is the catalogue that says it. */
    String title(ErrorCode code) {
        return language == Language.ENGLISH ? code.title() : of(code, "title");
    }

    /** @param part {@code happened}, {@code who} or {@code fix} */
    String of(ErrorCode code, String part) {
        String key = code.code() + "." + part;
        return Objects.requireNonNull(texts.getProperty(key), key);
    }
}
