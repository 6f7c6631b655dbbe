package dev.saoma.oidc.handler;

import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.grant.Grants;
import dev.saoma.oidc.grant.IssuedTokens;
import dev.saoma.oidc.handler.OidcEvents.GrantType;
import dev.saoma.oidc.token.IdTokens;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The token endpoint. */
final class TokenHandlers {
    private final AuthenticatedCalls calls;
    private final Grants grants;
    private final IdTokens idTokens;
    private final OidcEvents events;

    TokenHandlers(AuthenticatedCalls calls, Grants grants, IdTokens idTokens, OidcEvents events) {
        this.calls = calls;
        this.grants = grants;
        this.idTokens = idTokens;
        this.events = events;
    }

    Response token(RoutedRequest call, FormParameters form) {
        GrantType grantType = grantType(form);
        try {
            Response tokens = calls.answer(call, form, client -> token(client, form));
            events.tokenResponse(grantType, Optional.empty());
            return tokens;
        } catch (RuntimeException e) {
            events.tokenResponse(grantType, Optional.of(OAuthException.errorOf(e)));
            throw e;
        }
    }

    private static GrantType grantType(FormParameters form) {
        return switch (form.find("grant_type").orElse("")) {
            case "authorization_code" -> GrantType.AUTHORIZATION_CODE;
            case "refresh_token" -> GrantType.REFRESH_TOKEN;
            default -> GrantType.OTHER;
        };
    }

    private Response token(RegisteredClient client, FormParameters form) {
        IssuedTokens tokens = switch (form.require("grant_type")) {
            case "authorization_code" ->
                grants.redeem(client, form.require("code"), form.require("redirect_uri"), form.find("code_verifier"));
            case "refresh_token" -> refresh(client, form);
            default ->
                throw new OAuthException(
                        OAuthError.UNSUPPORTED_GRANT_TYPE, "grant_type must be authorization_code or refresh_token.");
        };
        return Response.oauth(200, document(tokens, client));
    }

    private IssuedTokens refresh(RegisteredClient client, FormParameters form) {
        if (!client.tokens().refresh()) {
            throw new OAuthException(
                    OAuthError.UNAUTHORIZED_CLIENT,
                    "This client gets no refresh tokens. Its operator can set refresh to true.");
        }
        Optional<Set<String>> scope =
                form.find("scope").map(text -> Stream.of(text.split(" ")).collect(Collectors.toUnmodifiableSet()));
        return grants.refresh(client, form.require("refresh_token"), scope);
    }

    private Map<String, Object> document(IssuedTokens tokens, RegisteredClient client) {
        var document = new LinkedHashMap<String, Object>();
        document.put("access_token", tokens.accessToken().reveal());
        document.put("token_type", "Bearer");
        document.put("expires_in", tokens.accessLife().toSeconds());
        tokens.refreshToken().ifPresent(token -> document.put("refresh_token", token.reveal()));
        document.put("id_token", idTokens.of(tokens, client));
        document.put("scope", String.join(" ", new TreeSet<>(tokens.scope())));
        return document;
    }
}
