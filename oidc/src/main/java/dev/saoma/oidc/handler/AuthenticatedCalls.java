package dev.saoma.oidc.handler;

import dev.saoma.oidc.client.ClientAuthentication;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.limit.OAuthClientLimits;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import java.util.function.Function;

/**
 * Authenticates the client of a call, and counts the call, before anything else of it is read: a client that tries Basic and then
 * the body sends the same code twice.
 */
final class AuthenticatedCalls {
    private final ClientAuthentication authentication;
    private final OAuthClientLimits limits;

    AuthenticatedCalls(ClientAuthentication authentication, OAuthClientLimits limits) {
        this.authentication = authentication;
        this.limits = limits;
    }

    Response answer(RoutedRequest call, FormParameters form, Function<RegisteredClient, Response> work) {
        RegisteredClient client = authenticate(call, form);
        if (client.isPublic()) {
            limits.countPublicCall(call.request());
        } else {
            limits.countCall(client.id().value());
        }
        return work.apply(client);
    }

    private RegisteredClient authenticate(RoutedRequest call, FormParameters form) {
        String claimed = authentication.claimed(call.request(), form::find);
        limits.requireFewFailures(claimed, call.request());
        if (!claimed.isEmpty()) {
            call.setClient(claimed);
        }
        try {
            return authentication.authenticate(call.request(), form::find);
        } catch (OAuthException e) {
            if (e.error() == OAuthError.INVALID_CLIENT) {
                limits.countFailure(claimed, call.request());
            }
            throw e;
        }
    }
}
