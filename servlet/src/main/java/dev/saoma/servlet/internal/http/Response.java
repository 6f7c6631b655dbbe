package dev.saoma.servlet.internal.http;

import dev.saoma.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * A response that is complete before its first byte is sent, so that a failure can still become an error response.
 *
 * @param type the media type; empty when there is no body
 * @param headers in addition to the security headers of its kind
 */
public record Response(int status, ResponseKind kind, String type, ResponseBody content, List<Header> headers) {
    /** One header; a name may occur several times. */
    public record Header(String name, String value) {}

    /** Returns a JSON response. */
    public static Response json(int status, Object body) {
        return new Response(
                status, ResponseKind.API, "application/json", ResponseBody.of(JsonText.of(body)), List.of());
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
        return new Response(status, kind, type, content, List.copyOf(more));
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
