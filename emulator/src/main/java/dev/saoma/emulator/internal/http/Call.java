package dev.saoma.emulator.internal.http;

import java.util.Map;
import java.util.Optional;

/**
 * A complete request.
 *
 * @param method upper case
 * @param path decoded, without query
 * @param segments the values of the placeholders in the route's pattern
 * @param query the parameters of the address
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

    /** Returns the value of a placeholder of the route. */
    public String segment(String name) {
        String value = segments.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no placeholder " + name);
        }
        return value;
    }

    /** Returns the base address that the caller used, without slash. */
    public String base() {
        return scheme + "://" + host;
    }

    /** Returns query and form body together, the query first. */
    public Parameters parameters() {
        return contentType.equals("application/x-www-form-urlencoded")
                ? query.and(Parameters.parse(body.text()))
                : query;
    }
}
