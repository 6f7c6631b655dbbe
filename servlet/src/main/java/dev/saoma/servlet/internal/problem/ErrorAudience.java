package dev.saoma.servlet.internal.problem;

import dev.saoma.servlet.internal.http.Language;
import dev.saoma.servlet.internal.http.ResponseKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/** The reader of an error response. */
public record ErrorAudience(Reader reader, Language language) {
    /** Who reads it. */
    public enum Reader {
        /** A person, in a browser window. */
        PERSON,
        /** A script. */
        SCRIPT,
        /** An OAuth client. */
        OAUTH_CLIENT,
        /** An OAuth client that authenticates by {@code Authorization: Basic}. */
        BASIC_CLIENT,
        /** An OAuth client that sends a bearer token. */
        BEARER_CLIENT
    }

    /**
     * Returns the audience of one request.
     *
     * @param kind of the route; empty when the address has none
     */
    public static ErrorAudience of(HttpServletRequest request, String path, Optional<ResponseKind> kind) {
        return new ErrorAudience(
                kind.map(one -> reader(request, one))
                        .orElseGet(() -> path.startsWith("/api/") ? Reader.SCRIPT : ofPage(request)),
                Language.preferred(Collections.list(request.getHeaders("Accept-Language"))));
    }

    private static Reader reader(HttpServletRequest request, ResponseKind kind) {
        return switch (kind) {
            case API, ASSET -> Reader.SCRIPT;
            case OAUTH -> client(request);
            // A browser window shows it, after a form too.
            case OAUTH_PAGE, FORM_POST_PAGE -> Reader.PERSON;
            case LOGIN_PAGE, ACCOUNT_PAGE, CONSOLE_PAGE, CALLBACK_PAGE, ERROR_PAGE -> ofPage(request);
        };
    }

    private static Reader ofPage(HttpServletRequest request) {
        return isNavigation(request) ? Reader.PERSON : Reader.SCRIPT;
    }

    private static Reader client(HttpServletRequest request) {
        for (String value : Collections.list(request.getHeaders("Authorization"))) {
            if (value.regionMatches(true, 0, "Basic", 0, 5)) {
                return Reader.BASIC_CLIENT;
            }
            if (value.regionMatches(true, 0, "Bearer", 0, 6)) {
                return Reader.BEARER_CLIENT;
            }
        }
        return Reader.OAUTH_CLIENT;
    }

    /** Returns whether a person sees it in a browser window. */
    public boolean person() {
        return reader == Reader.PERSON;
    }

    /** Returns whether an OAuth client reads it. */
    boolean isOAuthClient() {
        return reader != Reader.PERSON && reader != Reader.SCRIPT;
    }

    /** Returns whether a browser requests a page, to show it in its window. */
    public static boolean isNavigation(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }
}
