package dev.saoma.emulator.internal.http;

import java.util.Set;

/**
 * Maps calls to an endpoint.
 *
 * @param methods upper case; GET includes HEAD
 * @param pattern a path whose segments may be placeholders: {@code /users/{id}}
 * @param maxBody the maximal length of a body, in bytes
 */
public record Route(Set<String> methods, String pattern, int maxBody, Endpoint endpoint) {

    private static final int FORM = 64 * 1024;

    public static Route get(String pattern, Endpoint endpoint) {
        return of(Set.of("GET"), pattern, endpoint);
    }

    public static Route of(Set<String> methods, String pattern, Endpoint endpoint) {
        return new Route(methods, pattern, FORM, endpoint);
    }
}
