package dev.saoma.oidc.authorize;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;

/**
 * Reads and checks authorization requests. Until client and redirect address are known to be good, a fault is an
 * {@link OAuthException}, which a page shows; after that, an {@link AuthorizationException}, which the client gets. Thread-safe.
 */
public final class AuthorizationRequestReader {
    private final RegisteredClients clients;
    private final IdTokenHints hints;

    public AuthorizationRequestReader(RegisteredClients clients, IdTokenHints hints) {
        this.clients = clients;
        this.hints = hints;
    }

    /** Returns the request of these parameters. */
    public AuthorizationRequest read(FormParameters parameters) {
        RegisteredClient client = ClientId.parse(parameters.require("client_id"))
                .flatMap(clients::find)
                .filter(one -> one.entry().isActive())
                .orElseThrow(() -> invalid("client_id is not the one of an active client of this provider."));
        String redirectUri = parameters.require("redirect_uri");
        if (!client.hasRedirectUri(redirectUri)) {
            throw invalid("redirect_uri is not one of the redirectUris of this client. They are compared as text.");
        }
        return new AuthorizationParameters(client, redirectUri, parameters, hints).request();
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthError.INVALID_REQUEST, description);
    }
}
