package dev.saoma.server.admin;

import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.page.ErrorTexts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The texts of errors in each language. Thread-safe. */
final class LocalizedErrors {
    private final Map<Language, ErrorTexts> texts = new EnumMap<>(Language.class);

    LocalizedErrors() {
        for (Language language : Language.values()) {
            texts.put(language, new ErrorTexts(language));
        }
    }

    /** Returns the language that a request prefers. */
    static Language language(HttpServletRequest request) {
        return Language.preferred(Collections.list(request.getHeaders("Accept-Language")));
    }

    ErrorTexts in(Language language) {
        return Objects.requireNonNull(texts.get(language));
    }

    ErrorTexts preferred(HttpServletRequest request) {
        return in(language(request));
    }
}
