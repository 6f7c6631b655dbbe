package dev.saoma.oidc.grant;

import dev.saoma.durability.Durability;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.store.GrantRow;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.GrantTransaction;
import dev.saoma.oidc.store.TokenKind;
import dev.saoma.oidc.store.TokenRow;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.session.Sessions;
import dev.saoma.store.Actor;
import dev.saoma.store.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Issues tokens for a refresh token. That of a public client rotates: each use computes its successor, so that a client whose answer
 * was lost, or whose pages refresh at the same time, gets the same one again.
 */
final class TokenRefresh {
    /** For how long a refresh token that has a successor may be repeated. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final GrantStore store;
    private final Sessions sessions;
    private final ClientEntry entry;
    private final TokenFamily family;
    private final Token key;
    private final Clock clock;

    /** @param key computes successors */
    TokenRefresh(GrantStore store, Sessions sessions, ClientEntry entry, TokenFamily family, Token key, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.entry = entry;
        this.family = family;
        this.key = key;
        this.clock = clock;
    }

    /**
     * A refresh token that was found, with what it belongs to.
     *
     * @param isRepeated whether it was used before, and longer ago than a repetition may be
     */
    private record Found(TokenRow token, GrantRow grant, Session session, boolean isRepeated) {}

    /** What the transaction came to: the refresh token to answer; or, when that is empty, a token that was used too often. */
    private record Outcome(Optional<IssuedTokens> tokens) {}

    IssuedTokens refresh(RegisteredClient client, Token presented, Optional<Set<String>> wanted) {
        Found found = store.lookUp(tx -> find(tx, presented))
                .filter(one -> one.grant().client().equals(client.id()))
                .filter(one -> client.tokens().refresh())
                .orElseThrow(InvalidGrant::refusal);
        if (found.isRepeated()) {
            throw repeated(found);
        }
        if (sessions.use(found.session()).isEmpty()
                || !entry.admits(client, found.session().user())) {
            throw InvalidGrant.refusal();
        }
        Set<String> scope = scope(client, found.token(), wanted);
        long grant = found.grant().id();
        // The second look is under the lock, where no other call issues or ends tokens of this grant.
        return store.write(
                        Durability.ASYNCHRONOUS,
                        tx -> tx.grants()
                                .lock(grant)
                                .flatMap(locked -> find(tx, presented))
                                .map(again -> issue(tx, client, presented, again, scope)))
                .orElseThrow(InvalidGrant::refusal)
                .tokens()
                .orElseThrow(() -> repeated(found));
    }

    private Optional<Found> find(GrantTransaction tx, Token presented) {
        return tx.tokens()
                .find(presented.hash(), TokenKind.REFRESH)
                .filter(token -> clock.instant().isBefore(token.expiresAt()))
                .flatMap(token -> tx.grants()
                        .byId(token.grantId())
                        .flatMap(grant -> tx.saoma()
                                .sessions()
                                .byId(grant.session())
                                .map(session -> new Found(token, grant, session, isRepeated(tx, presented, token)))));
    }

    private static Set<String> scope(RegisteredClient client, TokenRow token, Optional<Set<String>> wanted) {
        var scope = new TreeSet<>(wanted.orElse(token.scope()));
        boolean isWider = !token.scope().containsAll(scope);
        scope.retainAll(client.tokens().scopes());
        if (isWider || scope.isEmpty()) {
            throw new OAuthException(
                    OAuthError.INVALID_SCOPE,
                    "The scope asks for more than was granted, or for nothing that is still allowed.");
        }
        return scope;
    }

    private Outcome issue(
            GrantTransaction tx, RegisteredClient client, Token presented, Found found, Set<String> scope) {
        return new Outcome(next(tx, client, presented, found).map(refresh -> tokens(tx, found, scope, refresh)));
    }

    /** Returns the refresh token to answer; empty when the presented one was used too often. */
    private Optional<Token> next(GrantTransaction tx, RegisteredClient client, Token presented, Found found) {
        if (found.isRepeated()) {
            return Optional.empty();
        }
        if (!client.isPublic()) {
            return Optional.of(presented);
        }
        TokenRow token = found.token();
        Token successor = successor(presented);
        if (token.replacedAt().isEmpty()) {
            Instant now = clock.instant();
            tx.tokens().replace(token.hash(), now);
            tx.tokens()
                    .insert(TokenRow.refresh(
                            successor.hash(), token.grantId(), token.code(), token.scope(), now, token.expiresAt()));
        }
        return Optional.of(successor);
    }

    /** Returns whether a token has a successor, and either long enough or one that was used itself. */
    private boolean isRepeated(GrantTransaction tx, Token presented, TokenRow token) {
        return token.replacedAt()
                .filter(at -> Duration.between(at, clock.instant()).abs().compareTo(WINDOW) >= 0
                        || tx.tokens()
                                .find(successor(presented).hash(), TokenKind.REFRESH)
                                .filter(next -> next.replacedAt().isEmpty())
                                .isEmpty())
                .isPresent();
    }

    private Token successor(Token presented) {
        return key.derive("saoma-oidc-refresh", presented.reveal());
    }

    private IssuedTokens tokens(GrantTransaction tx, Found found, Set<String> scope, Token refresh) {
        Token access = Token.random();
        GrantRow row = found.grant();
        tx.tokens()
                .insert(TokenRow.access(access.hash(), row.id(), found.token().code(), scope, clock.instant()));
        var grant = new Grant(row.id(), row.client(), found.session(), row.scope(), row.authTime());
        return new IssuedTokens(access, TokenRow.ACCESS_LIFE, scope, Optional.of(refresh), grant, Optional.empty());
    }

    private OAuthException repeated(Found found) {
        family.end(found.grant().id(), found.token().code(), Actor.SYSTEM, "refresh token used twice");
        return InvalidGrant.refusal();
    }
}
