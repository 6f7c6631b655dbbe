package dev.saoma.oidc.grant;

import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.secret.Token;
import dev.saoma.store.Session;
import java.util.Optional;
import java.util.Set;

/** Issues codes and tokens, and finds them. Every grant depends on its session's row. Thread-safe. */
public final class Grants {

    /** Issues an authorization code; empty when the session has ended. */
    public Optional<Token> issueCode(Session session, CodeRequest request) {
        throw new UnsupportedOperationException();
    }

    /**
     * Exchanges an authorization code for tokens, once.
     *
     * @param verifier the code verifier; empty when the client has sent none
     * @throws dev.saoma.servlet.internal.problem.OAuthException {@code invalid_grant}, with one text for every cause
     */
    public IssuedTokens redeem(RegisteredClient client, String code, String redirectUri, Optional<String> verifier) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns fresh tokens for a refresh token, and counts as use of the session.
     *
     * @param scope the scopes that the client wants; empty for those granted
     * @throws dev.saoma.servlet.internal.problem.OAuthException {@code invalid_grant}, {@code invalid_scope}
     */
    public IssuedTokens refresh(RegisteredClient client, String refreshToken, Optional<Set<String>> scope) {
        throw new UnsupportedOperationException();
    }

    /** Returns an access token that is valid now, whichever client has it. */
    public Optional<ActiveToken> findAccessToken(String token) {
        throw new UnsupportedOperationException();
    }

    /** Returns a token of either kind that is valid now and was issued to this client. */
    public Optional<ActiveToken> find(RegisteredClient client, String token) {
        throw new UnsupportedOperationException();
    }

    /** Revokes a token of this client, and with a refresh token all that came of its family; has no effect on other texts. */
    public void revoke(RegisteredClient client, String token) {
        throw new UnsupportedOperationException();
    }
}
