package dev.saoma.emulator.internal.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param method upper case
 * @param path decoded, without query
 * @param segments what the placeholders of the route's pattern stand for
 * @param query from the address
 * @param scheme {@code http} or {@code https}
 * @param host the Host header, with port
 * @param origin the Origin header
 * @param contentType the media type in lower case, without parameters; empty when there is none
 * @param body at most as long as the route allows
 */
public record Call(
        String method,
        String path,
        Map<String, String> segments,
        Parameters query,
        String scheme,
        String host,
        Optional<String> origin,
        String contentType,
        Body body) {

    /** The value of a placeholder of the route. */
    public String segment(String name) {
        String value = segments.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no placeholder " + name);
        }
        return value;
    }

    /** The base address that the caller used, without slash. */
    public String base() {
        return scheme + "://" + host;
    }

    /** Query and form body as one, the query first. */
    public Parameters parameters() {
        return contentType.equals("application/x-www-form-urlencoded")
                ? query.and(Parameters.parse(body.text()))
                : query;
    }
}
