package dev.saoma.oidc.grant;

import dev.saoma.durability.Durability;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.store.CodeRow;
import dev.saoma.oidc.store.GrantRow;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.GrantTransaction;
import dev.saoma.oidc.store.TokenKind;
import dev.saoma.oidc.store.TokenRow;
import dev.saoma.secret.Token;
import dev.saoma.session.Sessions;
import dev.saoma.store.Actor;
import dev.saoma.store.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Issues codes and tokens, and finds them. Every grant depends on its session's row. Thread-safe. */
public final class Grants {
    private static final Duration CODE_LIFE = Duration.ofSeconds(60);

    private final GrantStore store;
    private final Sessions sessions;
    private final RegisteredClients clients;
    private final Clock clock;
    private final TokenFamily family;
    private final CodeRedemption redemption;
    private final TokenRefresh refresh;

    /**
     * @param organizations called outside of transactions, for clients that admit only members of some organisations
     * @param refreshKey a secret of the provider, the same on all nodes and after a restart
     */
    public Grants(
            GrantStore store,
            Sessions sessions,
            RegisteredClients clients,
            OrganizationDirectory organizations,
            Token refreshKey,
            Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.clients = clients;
        this.clock = clock;
        this.family = new TokenFamily(store, clock);
        var entry = new ClientEntry(organizations);
        this.redemption = new CodeRedemption(store, sessions, entry, family, clock);
        this.refresh = new TokenRefresh(store, sessions, entry, family, refreshKey, clock);
    }

    /** Issues an authorization code; empty when the session has ended. */
    public Optional<Token> issueCode(Session session, CodeRequest request) {
        Token code = Token.random();
        return store.write(
                Durability.ASYNCHRONOUS,
                tx -> tx.saoma()
                        .sessions()
                        .byId(session.id())
                        .filter(row -> clock.instant().isBefore(sessions.expiresAt(row)))
                        .map(row -> {
                            insert(tx, grant(tx, row, request), code, request);
                            return code;
                        }));
    }

    /** Needs no lock on the session: a grant that is stored while its session ends is found as one without a session. */
    private long grant(GrantTransaction tx, Session session, CodeRequest request) {
        Optional<GrantRow> known =
                tx.grants().lock(session.id(), request.client().id());
        known.ifPresent(row -> tx.grants().update(row.widened(session, request.scope())));
        return known.map(GrantRow::id)
                .orElseGet(() -> tx.grants()
                        .insert(GrantRow.of(session, request.client().id(), request.scope(), clock.instant())));
    }

    private void insert(GrantTransaction tx, long grantId, Token code, CodeRequest request) {
        tx.codes()
                .insert(new CodeRow(
                        code.hash(),
                        grantId,
                        request.redirectUri(),
                        request.challenge(),
                        request.nonce(),
                        request.scope(),
                        clock.instant().plus(CODE_LIFE),
                        Optional.empty()));
    }

    /**
     * Exchanges an authorization code for tokens, once.
     *
     * @param verifier the code verifier; empty when the client has sent none
     * @throws dev.saoma.servlet.internal.problem.OAuthException {@code invalid_grant}, with one text for every cause
     */
    public IssuedTokens redeem(RegisteredClient client, String code, String redirectUri, Optional<String> verifier) {
        Token presented = Token.parse(code).orElseThrow(InvalidGrant::refusal);
        return redemption.redeem(new CodeRedemption.Presented(client, presented.hash(), redirectUri, verifier));
    }

    /**
     * Returns fresh tokens for a refresh token, and counts as use of the session.
     *
     * @param scope the scopes that the client wants; empty for those granted
     * @throws dev.saoma.servlet.internal.problem.OAuthException {@code invalid_grant}, {@code invalid_scope}
     */
    public IssuedTokens refresh(RegisteredClient client, String refreshToken, Optional<Set<String>> scope) {
        Token presented = Token.parse(refreshToken).orElseThrow(InvalidGrant::refusal);
        return refresh.refresh(client, presented, scope);
    }

    /** A token's row with its grant's. */
    private record Found(TokenRow token, GrantRow grant) {}

    /** Returns an access token that is valid now, whichever client has it. */
    public Optional<ActiveToken> findAccessToken(String token) {
        return Token.parse(token).flatMap(presented -> active(presented, TokenKind.ACCESS));
    }

    /** Returns a token of either kind that is valid now and was issued to this client. */
    public Optional<ActiveToken> find(RegisteredClient client, String token) {
        return Token.parse(token)
                .flatMap(
                        presented -> active(presented, TokenKind.ACCESS).or(() -> active(presented, TokenKind.REFRESH)))
                .filter(active -> active.grant().client().equals(client.id()));
    }

    private Optional<ActiveToken> active(Token presented, TokenKind kind) {
        Instant now = clock.instant();
        return store.lookUp(tx -> found(tx, presented, kind)
                        .filter(one -> now.isBefore(one.token().expiresAt()))
                        .filter(one -> one.token().replacedAt().isEmpty())
                        .flatMap(one -> tx.saoma()
                                .sessions()
                                .byId(one.grant().session())
                                .map(session -> active(one, session))))
                .filter(active -> sessions.confirm(active.grant().session()).isPresent())
                .flatMap(this::narrowed);
    }

    private static Optional<Found> found(GrantTransaction tx, Token presented, TokenKind kind) {
        return tx.tokens()
                .find(presented.hash(), kind)
                .flatMap(token -> tx.grants().byId(token.grantId()).map(grant -> new Found(token, grant)));
    }

    private ActiveToken active(Found found, Session session) {
        TokenRow token = found.token();
        GrantRow row = found.grant();
        boolean isRefresh = token.kind() == TokenKind.REFRESH;
        return new ActiveToken(
                isRefresh,
                new Grant(row.id(), row.client(), session, row.scope(), row.authTime()),
                token.scope(),
                token.madeAt(),
                isRefresh ? sessions.expiresAt(session) : token.expiresAt());
    }

    /** Narrows a token to what its client may still have; empty when the client may not be used any more. */
    private Optional<ActiveToken> narrowed(ActiveToken token) {
        return clients.find(token.grant().client())
                .filter(client -> client.entry().isActive())
                .map(client -> {
                    var scope = new TreeSet<>(token.scope());
                    scope.retainAll(client.tokens().scopes());
                    return new ActiveToken(
                            token.isRefresh(), token.grant(), scope, token.issuedAt(), token.expiresAt());
                });
    }

    /** Revokes a token of this client, and with a refresh token all that came of its family; has no effect on other texts. */
    public void revoke(RegisteredClient client, String token) {
        Token.parse(token)
                .flatMap(presented -> store.lookUp(
                        tx -> found(tx, presented, TokenKind.ACCESS).or(() -> found(tx, presented, TokenKind.REFRESH))))
                .filter(found -> found.grant().client().equals(client.id()))
                .ifPresent(this::revoke);
    }

    private void revoke(Found found) {
        TokenRow token = found.token();
        if (token.kind() == TokenKind.REFRESH) {
            family.end(token.grantId(), token.code(), Actor.APPLICATION, "revoked by the client");
        } else {
            family.revoke(token.grantId(), token.hash(), Actor.APPLICATION, "access token revoked by the client");
        }
    }
}
