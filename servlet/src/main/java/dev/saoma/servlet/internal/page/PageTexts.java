package dev.saoma.servlet.internal.page;

import dev.saoma.servlet.internal.http.Language;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The texts of some pages in one language. */
final class PageTexts {
    private final Language language;
    private final Properties texts = new Properties();

    /** @param bundle the beginning of the file's name */
    PageTexts(String bundle, Language language) {
        this.language = language;
        String file = "/dev/saoma/servlet/" + bundle + "_" + language.tag() + ".properties";
        try {
            texts.load(new StringReader(ClasspathResource.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Language language() {
        return language;
    }

    String of(String key) {
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    /** Returns a text that has places for values. */
    HtmlTemplate template(String key) {
        return new HtmlTemplate(of(key));
    }
}
