package dev.saoma.servlet.internal.page;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.internal.http.Language;

/** The texts of errors for users, in one language. */
public final class ErrorTexts {
    private final Language language;
    private final PageTexts texts;

    public ErrorTexts(Language language) {
        this.language = language;
        this.texts = new PageTexts("errors", language);
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
        return texts.of(code.code() + "." + part);
    }
}
