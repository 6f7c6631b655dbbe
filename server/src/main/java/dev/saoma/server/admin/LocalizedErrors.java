package dev.saoma.server.admin;

import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.page.ErrorTexts;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The texts of errors in the language that a request prefers. */
final class LocalizedErrors {
    private final Map<Language, ErrorTexts> texts = new EnumMap<>(Language.class);

    LocalizedErrors() {
        for (Language language : Language.values()) {
            texts.put(language, new ErrorTexts(language));
        }
    }

    ErrorTexts preferred(RoutedRequest call) {
        return Objects.requireNonNull(
                texts.get(Language.preferred(Collections.list(call.request().getHeaders("Accept-Language")))));
    }
}
