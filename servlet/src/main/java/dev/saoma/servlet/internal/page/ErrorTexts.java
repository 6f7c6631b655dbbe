package dev.saoma.servlet.internal.page;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.internal.http.Language;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The texts of errors for users, in one language. */
public final class ErrorTexts {
    private final Language language;
    private final Properties texts = new Properties();

    public ErrorTexts(Language language) {
        this.language = language;
        String file = "/dev/saoma/servlet/errors_" + language.tag() + ".properties";
        try {
            texts.load(new StringReader(ClasspathResource.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the title, which in English is that of {@link ErrorCode}. */
    public String title(ErrorCode code) {
        return language == Language.ENGLISH ? code.title() : of(code, "title");
    }

    /**
     * Returns one part of the text of an error.
     *
     * @param part {@code happened}, {@code who} or {@code fix}
     */
    public String of(ErrorCode code, String part) {
        String key = code.code() + "." + part;
        return Objects.requireNonNull(texts.getProperty(key), key);
    }
}
