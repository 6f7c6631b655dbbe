package dev.saoma.emulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A complete response.
 *
 * @param status HTTP status
 * @param contentType sent unchanged; empty for none
 * @param headers further headers
 * @param body sent unchanged
 * @param summary for the request log: the status and the relevant part of the body
 * @param explanation why the request was rejected, if it was
 */
public record Answer(
        int status,
        String contentType,
        Map<String, String> headers,
        Body body,
        String summary,
        Optional<Explanation> explanation)
        implements Reply {

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, Map.of(), Body.of(body), Integer.toString(status), Optional.empty());
    }

    public static Answer of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a plain text response. */
    public static Answer text(int status, String sentence) {
        return of(status, "text/plain; charset=utf-8", sentence + "\n");
    }

    /** Returns a copy with another status. */
    public Answer withStatus(int other) {
        return new Answer(other, contentType, headers, body, Integer.toString(other), explanation);
    }

    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, contentType, Map.copyOf(more), body, summary, explanation);
    }

    /** Returns a copy with a description of the body in the summary. */
    public Answer saying(String what) {
        return new Answer(status, contentType, headers, body, status + " " + what, explanation);
    }

    public Answer because(Explanation why) {
        return new Answer(status, contentType, headers, body, summary, Optional.of(why));
    }
}
