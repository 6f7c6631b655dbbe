package dev.saoma.servlet.internal.handler;

import dev.saoma.servlet.internal.limit.Cost;
import dev.saoma.servlet.internal.security.ClientCors;

/**
 * What the requests of a route may be like.
 *
 * @param query the one query string that a change accepts, as a whole; empty for none
 * @param cors of a route for OAuth clients, or of a page on their way; the other routes follow {@code saoma.allowed-origins}
 * @param ownPages whether only Saoma's own pages may send the request, as with a form by which a person decides something
 */
public record RequestRules(String query, Cost cost, ClientCors cors, boolean ownPages) {
    /** No query, no limit, no page of another origin. */
    public static final RequestRules PLAIN = new RequestRules("", Cost.NOTHING, ClientCors.none(), false);
}
