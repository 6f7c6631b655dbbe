package dev.saoma.oidc.handler;

import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.ActiveToken;
import dev.saoma.oidc.grant.Grants;
import dev.saoma.oidc.grant.Subject;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Token introspection (RFC 7662) and revocation (RFC 7009). */
final class TokenStatusHandlers {
    private final AuthenticatedCalls calls;
    private final RegisteredClients clients;
    private final Grants grants;
    private final String issuer;

    TokenStatusHandlers(AuthenticatedCalls calls, RegisteredClients clients, Grants grants, String issuer) {
        this.calls = calls;
        this.clients = clients;
        this.grants = grants;
        this.issuer = issuer;
    }

    /** To a client, the token of another client is not active. */
    Response introspect(RoutedRequest call, FormParameters form) {
        return calls.answer(call, form, client -> {
            if (client.isPublic()) {
                throw new OAuthException(OAuthError.INVALID_CLIENT, "Only a client with a secret may introspect.");
            }
            return Response.oauth(
                    200,
                    grants.find(client, form.require("token")).map(this::active).orElse(Map.of("active", false)));
        });
    }

    private Map<String, Object> active(ActiveToken token) {
        var document = new LinkedHashMap<String, Object>();
        document.put("active", true);
        document.put("iss", issuer);
        document.put("sub", Subject.of(token.grant().session().user(), clients).value());
        document.put("client_id", token.grant().client().value());
        document.put("scope", String.join(" ", new TreeSet<>(token.scope())));
        if (!token.isRefresh()) {
            document.put("token_type", "Bearer");
        }
        document.put("iat", token.issuedAt().getEpochSecond());
        document.put("exp", token.expiresAt().getEpochSecond());
        return document;
    }

    /** Answers 200 for unknown tokens too, as the RFC demands. */
    Response revoke(RoutedRequest call, FormParameters form) {
        return calls.answer(call, form, client -> {
            grants.revoke(client, form.require("token"));
            return Response.oauth(200, Map.of());
        });
    }
}
