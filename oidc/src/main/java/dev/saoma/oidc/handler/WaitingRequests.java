package dev.saoma.oidc.handler;

import dev.saoma.oidc.authorize.AuthorizationRequest;
import dev.saoma.oidc.authorize.RequestPayload;
import dev.saoma.oidc.grant.PendingRequests;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.limit.OAuthClientLimits;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The stored authorization requests of the browser that sends a request. */
record WaitingRequests(PendingRequests rows, BrowserIdentity browsers, OAuthClientLimits limits) {

    /** A request that has waited since a moment. */
    record Found(AuthorizationRequest request, Instant madeAt) {}

    /**
     * Stores a request for the browser, which gets a cookie if it has none. Counted by address: nobody has to log in for a row.
     *
     * @throws dev.saoma.error.LoginException {@code rate_limited}
     */
    WaitingRequest save(RoutedRequest call, AuthorizationRequest request) {
        limits.countPublicCall(call.request());
        Token browser = browsers.find(call.request()).orElseGet(Token::random);
        return new WaitingRequest(
                rows.save(request.client(), RequestPayload.write(request), browser), Optional.of(browser));
    }

    Optional<Found> find(RoutedRequest call, Token id) {
        return identities(call)
                .flatMap(browser -> rows.find(id, browser).stream())
                .findFirst()
                .map(found -> new Found(RequestPayload.read(found.client(), found.payload()), found.madeAt()));
    }

    /** Removes a request; false when it was removed already. */
    boolean take(RoutedRequest call, Token id) {
        return identities(call).anyMatch(browser -> rows.take(id, browser));
    }

    /** A login has changed the identity of the browser since the request was stored. */
    private Stream<Token> identities(RoutedRequest call) {
        return Stream.of(browsers.find(call.request()), browsers.beforeSession(call.request()))
                .flatMap(Optional::stream);
    }
}
