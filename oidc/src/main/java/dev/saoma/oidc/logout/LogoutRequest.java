package dev.saoma.oidc.logout;

import dev.saoma.oidc.authorize.IdTokenHints;
import dev.saoma.oidc.authorize.IdTokenHints.IdTokenHint;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.servlet.internal.form.FormParameters;
import java.util.Optional;

/**
 * A logout that a client requests (OpenID Connect RP-Initiated Logout).
 *
 * @param client that the ID token or {@code client_id} names
 * @param hint the ID token, if it is one of this provider
 * @param redirectUri where the browser goes afterwards: a registered address of the client whose ID token was sent
 * @param isFaulty whether a value was left out because it is not good; a page then asks the user
 */
public record LogoutRequest(
        Optional<RegisteredClient> client,
        Optional<IdTokenHint> hint,
        Optional<String> redirectUri,
        Optional<String> state,
        boolean isFaulty) {

    /** Reads a request. */
    public static LogoutRequest read(FormParameters parameters, RegisteredClients clients, IdTokenHints hints) {
        Optional<String> sentHint = parameters.find("id_token_hint");
        Optional<String> sentClient = parameters.find("client_id");
        Optional<String> sentUri = parameters.find("post_logout_redirect_uri");
        Optional<IdTokenHint> hint = sentHint.flatMap(hints::read)
                .filter(known -> sentClient.map(known.client().value()::equals).orElse(true));
        Optional<RegisteredClient> client = hint.map(IdTokenHint::client)
                .or(() -> sentClient.flatMap(ClientId::parse))
                .flatMap(clients::find)
                .filter(one -> one.entry().isActive());
        Optional<String> uri = sentUri.filter(requested -> hint.isPresent()
                && client.filter(one -> isRegistered(one, requested)).isPresent());
        boolean isFaulty = (sentHint.isPresent() && hint.isEmpty()) || (sentUri.isPresent() && uri.isEmpty());
        return new LogoutRequest(client, hint, uri, parameters.find("state"), isFaulty);
    }

    private static boolean isRegistered(RegisteredClient client, String requested) {
        return client.addresses().postLogoutRedirectUris().stream().anyMatch(one -> one.matches(requested));
    }

    @Override
    public String toString() {
        return "LogoutRequest[***]";
    }
}
