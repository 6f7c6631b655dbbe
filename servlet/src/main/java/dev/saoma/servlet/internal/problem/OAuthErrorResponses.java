package dev.saoma.servlet.internal.problem;

import dev.saoma.error.LoginException;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.problem.ErrorAudience.Reader;
import java.util.LinkedHashMap;
import java.util.Map;

/** The error responses that OAuth clients read: {@code error} and {@code error_description} (RFC 6749, RFC 6750). */
final class OAuthErrorResponses {
    private OAuthErrorResponses() {}

    /** Returns the response to a refusal. */
    static Response of(OAuthException refusal, Reader reader, String trace) {
        OAuthError error = refusal.error();
        if (error == OAuthError.INVALID_TOKEN && reader != Reader.BEARER_CLIENT) {
            // RFC 6750, 3.1: a request without a token gets no error code.
            return Response.empty(401, ResponseKind.OAUTH).with("WWW-Authenticate", "Bearer realm=\"saoma\"");
        }
        Response answer = document(error.status(), error, refusal.description(), trace);
        if (error == OAuthError.INVALID_TOKEN) {
            return answer.with("WWW-Authenticate", "Bearer realm=\"saoma\", error=\"invalid_token\"");
        }
        return error == OAuthError.INVALID_CLIENT && reader == Reader.BASIC_CLIENT
                ? answer.with("WWW-Authenticate", "Basic realm=\"saoma\"")
                : answer;
    }

    /** Returns the response to another failure. */
    static Response of(LoginException failure, String trace) {
        return document(
                failure.code().status(), OAuthException.errorOf(failure), String.valueOf(failure.getMessage()), trace);
    }

    private static Response document(int status, OAuthError error, String description, String trace) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("error", error.code());
        document.put("error_description", plain(description));
        document.put("trace_id", trace);
        return Response.oauth(status, document);
    }

    /** Replaces the characters that RFC 6749 does not allow in a description. */
    private static String plain(String description) {
        return description.replace('"', '\'').replaceAll("[^\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]", "?");
    }
}
