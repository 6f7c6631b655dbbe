package dev.saoma.oidc.handler;

import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.ActiveToken;
import dev.saoma.oidc.grant.Grants;
import dev.saoma.oidc.token.UserClaims;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.BearerToken;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;

/** The userinfo endpoint. The access token comes in the header {@code Authorization} alone. */
final class UserInfoHandlers {
    private final RegisteredClients clients;
    private final Grants grants;
    private final UserClaims claims;

    UserInfoHandlers(RegisteredClients clients, Grants grants, UserClaims claims) {
        this.clients = clients;
        this.grants = grants;
        this.claims = claims;
    }

    Response userInfo(RoutedRequest call) {
        ActiveToken token = BearerToken.find(call.request())
                .flatMap(grants::findAccessToken)
                .orElseThrow(UserInfoHandlers::invalid);
        RegisteredClient client = clients.find(token.grant().client()).orElseThrow(UserInfoHandlers::invalid);
        call.setClient(client.id().value());
        return Response.oauth(200, claims.of(token.grant(), token.scope(), client));
    }

    private static OAuthException invalid() {
        return new OAuthException(
                OAuthError.INVALID_TOKEN, "The access token is missing, unknown or expired, or its session has ended.");
    }
}
