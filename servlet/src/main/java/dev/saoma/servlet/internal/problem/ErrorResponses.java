package dev.saoma.servlet.internal.problem;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.page.ErrorTexts;
import dev.saoma.servlet.internal.page.Pages;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Turns an exception into a response, and logs it once. */
public final class ErrorResponses {
    private final ProblemDetails documents;
    private final Pages pages;
    private final Map<Language, ErrorTexts> texts = new EnumMap<>(Language.class);

    public ErrorResponses(WebSettings settings, Pages pages) {
        this.documents = new ProblemDetails(settings);
        this.pages = pages;
        for (Language language : Language.values()) {
            texts.put(language, new ErrorTexts(language));
        }
    }

    /**
     * Logs a failure and returns the response to it.
     *
     * @param where the route; never the requested address, which may contain anything
     * @param audience decides the language, and between a page for a person and JSON
     */
    public Response of(Throwable failure, String where, ErrorAudience audience) {
        if (failure instanceof OAuthException refusal) {
            return refused(refusal, where, audience);
        }
        boolean isAtCallback = failure instanceof CallbackFailure;
        Throwable cause = failure instanceof CallbackFailure callback ? callback.failure() : failure;
        LoginException known = known(cause);
        ErrorCode code = known.code();
        String trace = log(cause, known, where);
        if (audience.isOAuthClient()) {
            return withRetryAfter(OAuthErrorResponses.of(known, trace), known);
        }
        if (audience.person() && !isAtCallback) {
            return pages.failure(code, trace);
        }
        Language language = audience.language();
        // The title is for users. The detail is for the author of the calling program, in English.
        String title = Objects.requireNonNull(texts.get(language)).title(code);
        Map<String, Object> document = documents.document(known, code.status(), title, trace);
        Response answer = failure instanceof CallbackFailure callback
                ? pages.callback(callback.instance(), code, document)
                : Response.problem(code.status(), document).with("Content-Language", language.tag());
        return withHeaders(answer.with("Vary", "Accept-Language"), known);
    }

    /** Returns the response to a refusal that OAuth names: JSON for the client, or a page for the person. */
    private Response refused(OAuthException refusal, String where, ErrorAudience audience) {
        String trace = ProblemDetails.newTrace();
        documents.log(refusal, where, trace);
        if (audience.isOAuthClient()) {
            return OAuthErrorResponses.of(refusal, audience.reader(), trace);
        }
        return pages.failure(pageCode(refusal.error()), trace, refusal.error().code(), refusal.description());
    }

    private static ErrorCode pageCode(OAuthError error) {
        return switch (error) {
            case SERVER_ERROR -> ErrorCode.INTERNAL_ERROR;
            case TEMPORARILY_UNAVAILABLE -> ErrorCode.STORE_UNAVAILABLE;
            default -> ErrorCode.OAUTH_REQUEST_INVALID;
        };
    }

    private static Response withHeaders(Response answer, LoginException known) {
        return answer.status() == 401
                ? answer.with("WWW-Authenticate", "Bearer realm=\"saoma\"")
                : withRetryAfter(answer, known);
    }

    private static Response withRetryAfter(Response answer, LoginException known) {
        return known.details().get(RequestErrors.RETRY_AFTER) instanceof Long seconds
                ? answer.with("Retry-After", seconds.toString())
                : answer;
    }

    /** Replaces every other exception by an internal error, about which the response reveals nothing. */
    private static LoginException known(Throwable failure) {
        if (failure instanceof LoginException login && login.code() != ErrorCode.CONFIGURATION_INVALID) {
            return login;
        }
        return new LoginException(
                ErrorCode.INTERNAL_ERROR,
                "Something went wrong here. The operator finds it in the log by the trace id.");
    }

    private String log(Throwable failure, LoginException known, String where) {
        String trace = ProblemDetails.newTrace();
        if (known.code() != ErrorCode.INTERNAL_ERROR) {
            return documents.log(known, where, trace);
        }
        documents.logFault(failure, where, trace);
        return trace;
    }
}
