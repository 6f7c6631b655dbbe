package dev.saoma.server.admin;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.server.doctor.Bilingual;
import dev.saoma.server.doctor.CodeExchangeCheck;
import dev.saoma.server.doctor.Finding;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.page.ErrorTexts;
import dev.saoma.wechat.WeChatError;
import dev.saoma.wechat.WeChatException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The failures of a test, for the administrator who can repair them. Thread-safe. */
final class TestErrors {
    private final LocalizedErrors texts;

    TestErrors(LocalizedErrors texts) {
        this.texts = texts;
    }

    /**
     * A failure, in the language of the request.
     *
     * @param cause what WeChat refused: {@code app_secret}, {@code app_id}, {@code address} or {@code permission}; null
     *     for another failure
     * @param actor who must act
     * @param detail what the log says about it, in English; null for nothing
     */
    record View(
            String code,
            @Nullable String cause,
            String title,
            String actor,
            String fix,
            @Nullable String detail) {}

    View view(String instance, LoginException failure, HttpServletRequest request) {
        Language language = LocalizedErrors.language(request);
        ErrorTexts words = texts.in(language);
        ErrorCode code = failure.code();
        Optional<String> cause = cause(failure);
        Optional<Finding> finding = cause.isPresent() && failure instanceof WeChatException refused
                ? Optional.of(CodeExchangeCheck.refused(instance, refused))
                : Optional.empty();
        ErrorCode.Actor actor = cause.isPresent() ? ErrorCode.Actor.OPERATOR : code.actor();
        return new View(
                code.code(),
                cause.orElse(null),
                finding.map(found -> in(language, found.what())).orElseGet(() -> words.title(code)),
                actor.name().toLowerCase(Locale.ROOT),
                finding.flatMap(Finding::fix).map(fix -> in(language, fix)).orElseGet(() -> words.of(code, "fix")),
                failure.note().isEmpty() ? null : failure.note());
    }

    private static Optional<String> cause(LoginException failure) {
        return failure instanceof WeChatException refused ? cause(refused.error()) : Optional.empty();
    }

    private static Optional<String> cause(WeChatError error) {
        return switch (error) {
            case WRONG_APP_SECRET, INVALID_CREDENTIAL -> Optional.of("app_secret");
            case UNKNOWN_APP_ID -> Optional.of("app_id");
            case ADDRESS_NOT_ALLOWED -> Optional.of("address");
            case NO_PERMISSION -> Optional.of("permission");
            case INVALID_CODE, EXPIRED_TOKEN, BUSY, RESTRICTED_USER, OTHER -> Optional.empty();
        };
    }

    private static String in(Language language, Bilingual text) {
        return language == Language.ENGLISH ? text.english() : text.chinese();
    }
}
