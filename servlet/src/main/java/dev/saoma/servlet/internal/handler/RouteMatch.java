package dev.saoma.servlet.internal.handler;

import java.util.Map;

/**
 * A route whose path matches an address.
 *
 * @param parameters the segment of the address for each name of the route's path
 */
public record RouteMatch(Route route, Map<String, String> parameters) {}
