package dev.saoma.servlet;

import dev.saoma.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes back, whole before its first byte is sent, so that a failure on the way can still become a proper error.
 *
 * @param type the media type; empty when there is no body
 * @param headers beside those that every answer of its kind carries
 */
public record Answer(int status, Kind kind, String type, Content content, List<Header> headers) {
    /** One header; a name may come several times. */
    public record Header(String name, String value) {}

    /** A JSON answer. */
    public static Answer json(int status, Object body) {
        return new Answer(status, Kind.API, "application/json", Content.of(JsonText.of(body)), List.of());
    }

    static Answer problem(int status, Object body) {
        return new Answer(status, Kind.API, "application/problem+json", Content.of(JsonText.of(body)), List.of());
    }

    static Answer page(int status, Kind kind, String html) {
        return new Answer(status, kind, "text/html;charset=utf-8", Content.of(html), List.of());
    }

    /** An answer without a body. */
    public static Answer empty(int status, Kind kind) {
        return new Answer(status, kind, "", Content.NONE, List.of());
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, kind, type, content, List.copyOf(more));
    }

    Answer withCookie(String setCookie) {
        return with("Set-Cookie", setCookie);
    }

    Answer withCookies(List<String> setCookies) {
        Answer answer = this;
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
