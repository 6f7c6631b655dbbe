package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Turns what was thrown into an answer, and says it once in the log. */
final class Problems {
    private final ProblemDocuments documents;
    private final Pages pages;
    private final Map<Language, ErrorTexts> texts = new EnumMap<>(Language.class);

    Problems(WebSettings settings, Pages pages) {
        this.documents = new ProblemDocuments(settings);
        this.pages = pages;
        for (Language language : Language.values()) {
            texts.put(language, new ErrorTexts(language));
        }
    }

    /**
     * @param where the route, never the address that was asked for: it may hold anything
     * @param audience a person gets a page instead of JSON
     */
    Answer of(Throwable failure, String where, Audience audience) {
        LoginException known = known(failure);
        ErrorCode code = known.code();
        String trace = log(failure, known, where);
        if (audience.person()) {
            return pages.failure(code, trace);
        }
        Language language = audience.language();
        // The title is for people. The detail is for the author of the calling program, in English.
        String title = Objects.requireNonNull(texts.get(language)).title(code);
        Answer answer = Answer.problem(code.status(), documents.document(known, code.status(), title, trace))
                .with("Content-Language", language.tag())
                .with("Vary", "Accept-Language");
        if (known.details().get(RateLimits.RETRY_AFTER) instanceof Long seconds) {
            return answer.with("Retry-After", seconds.toString());
        }
        return code.status() == 401 ? answer.with("WWW-Authenticate", "Bearer realm=\"saoma\"") : answer;
    }

    /** What no page may be told of is a fault of ours, whatever it is. */
    private static LoginException known(Throwable failure) {
        if (failure instanceof LoginException login && login.code() != ErrorCode.CONFIGURATION_INVALID) {
            return login;
        }
        return new LoginException(
                ErrorCode.INTERNAL_ERROR,
                "Something went wrong here. The operator finds it in the log by the trace id.");
    }

    private String log(Throwable failure, LoginException known, String where) {
        String trace = ProblemDocuments.newTrace();
        if (known.code() != ErrorCode.INTERNAL_ERROR) {
            return documents.log(known, where, trace);
        }
        documents.logFault(failure, where, trace);
        return trace;
    }
}
