package dev.saoma.servlet.internal.http;

import dev.saoma.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A response that is complete before its first byte is sent, so that a failure can still become an error response.
 *
 * @param type the media type; empty when there is no body
 * @param headers in addition to the security headers of its kind; {@code Cache-Control} in place of theirs
 * @param formScheme the scheme to which a form of an {@link ResponseKind#OAUTH_PAGE} may be redirected; empty for none
 */
public record Response(
        int status,
        ResponseKind kind,
        String type,
        ResponseBody content,
        List<Header> headers,
        Optional<String> formScheme) {
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

    /** One header; a name may occur several times. */
    public record Header(String name, String value) {}

    /** Creates a response whose forms are sent and redirected to no other scheme. */
    public Response(int status, ResponseKind kind, String type, ResponseBody content, List<Header> headers) {
        this(status, kind, type, content, headers, Optional.empty());
    }

    /** Returns a JSON response. */
    public static Response json(int status, Object body) {
        return new Response(
                status, ResponseKind.API, "application/json", ResponseBody.of(JsonText.of(body)), List.of());
    }

    /** Returns a JSON response for an OAuth client. */
    public static Response oauth(int status, Object body) {
        return new Response(
                status, ResponseKind.OAUTH, "application/json", ResponseBody.of(JsonText.of(body)), List.of());
    }

    /** Returns a redirect after which the browser sends a GET without the body. */
    public static Response seeOther(ResponseKind kind, String location) {
        return empty(303, kind).with("Location", location);
    }

    public static Response problem(int status, Object body) {
        return new Response(
                status, ResponseKind.API, "application/problem+json", ResponseBody.of(JsonText.of(body)), List.of());
    }

    public static Response page(int status, ResponseKind kind, String html) {
        return new Response(status, kind, "text/html;charset=utf-8", ResponseBody.of(html), List.of());
    }

    /** Returns a response without a body. */
    public static Response empty(int status, ResponseKind kind) {
        return new Response(status, kind, "", ResponseBody.NONE, List.of());
    }

    /** Returns this response with one more header. */
    public Response with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Response(status, kind, type, content, List.copyOf(more), formScheme);
    }

    /**
     * Returns this response with a scheme, without its colon, to which its form may be redirected.
     *
     * @throws IllegalArgumentException for any other text, which could change the policy of the page
     */
    public Response withFormScheme(String scheme) {
        if (!SCHEME.matcher(scheme).matches()) {
            throw new IllegalArgumentException("a scheme is lower-case letters, digits, +, . and -");
        }
        return new Response(status, kind, type, content, headers, Optional.of(scheme));
    }

    public Response withCookie(String setCookie) {
        return with("Set-Cookie", setCookie);
    }

    public Response withCookies(List<String> setCookies) {
        Response answer = this;
        for (String setCookie : setCookies) {
            answer = answer.withCookie(setCookie);
        }
        return answer;
    }

    @Override
    public String toString() {
        return "Answer[" + status + " " + kind + "]";
    }
}
