package dev.saoma.oidc.handler;

import dev.saoma.oidc.authorize.AuthorizationRequest;
import dev.saoma.oidc.authorize.RequestPayload;
import dev.saoma.oidc.grant.PendingRequests;
import dev.saoma.oidc.grant.PendingRequests.Pending;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.limit.OAuthClientLimits;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import java.time.Instant;
import java.util.Optional;

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

    /** A login may have changed the identity of the browser since the request was stored. */
    Optional<Found> find(RoutedRequest call, Token id) {
        Optional<Token> browser = browsers.find(call.request());
        return browser.flatMap(now -> rows.find(id, now).or(() -> findMoved(call, id, now)))
                .map(found -> new Found(RequestPayload.read(found.client(), found.payload()), found.madeAt()));
    }

    private Optional<Pending> findMoved(RoutedRequest call, Token id, Token now) {
        return browsers.beforeSession(call.request()).flatMap(before -> {
            Optional<Pending> found = rows.find(id, before);
            if (found.isEmpty()) {
                // Another tab may have moved all requests of the browser in between.
                return rows.find(id, now);
            }
            rows.move(before, now);
            return found;
        });
    }

    /** Removes a request that was found; false when it was removed already. */
    boolean take(RoutedRequest call, Token id) {
        return browsers.find(call.request())
                .filter(browser -> rows.take(id, browser))
                .isPresent();
    }
}
