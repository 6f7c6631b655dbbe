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
 * @param formTarget where the forms of an {@link ResponseKind#OAUTH_PAGE} may be sent beside this origin
 */
public record Response(
        int status,
        ResponseKind kind,
        String type,
        ResponseBody content,
        List<Header> headers,
        Optional<String> formTarget) {
    /** An origin, or a scheme with its colon. */
    private static final Pattern FORM_TARGET = Pattern.compile("[a-z][a-z0-9+.-]*:(//[a-z0-9_.-]+(:[0-9]{1,5})?)?");

    /** One header; a name may occur several times. */
    public record Header(String name, String value) {}

    /** Creates a response whose forms are sent to no other origin. */
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
        return new Response(status, kind, type, content, List.copyOf(more), formTarget);
    }

    /**
     * Returns this response with an origin, or a scheme with its colon, to which its forms may be sent too.
     *
     * @throws IllegalArgumentException for any other text, which could change the policy of the page
     */
    public Response withFormTarget(String target) {
        if (!FORM_TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException("a form target is an origin, or a scheme with its colon");
        }
        return new Response(status, kind, type, content, headers, Optional.of(target));
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
