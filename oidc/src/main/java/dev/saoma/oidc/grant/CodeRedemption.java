package dev.saoma.oidc.grant;

import dev.saoma.durability.Durability;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.store.CodeRow;
import dev.saoma.oidc.store.GrantRow;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.GrantTransaction;
import dev.saoma.oidc.store.TokenRow;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** Exchanges a code for tokens. A code is used up by the first call that names it, whatever becomes of that call. */
final class CodeRedemption {
    private final GrantStore store;
    private final Sessions sessions;
    private final ClientEntry entry;
    private final TokenFamily family;
    private final Clock clock;

    CodeRedemption(GrantStore store, Sessions sessions, ClientEntry entry, TokenFamily family, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.entry = entry;
        this.family = family;
        this.clock = clock;
    }

    /** What a client sent with a code. */
    record Presented(RegisteredClient client, TokenHash code, String redirectUri, Optional<String> verifier) {

        boolean matches(CodeRow row, GrantRow grant) {
            boolean hasProof = client.type().isConfidential() || row.challenge().isPresent();
            return hasProof
                    && grant.client().equals(client.id())
                    && row.redirectUri().equals(redirectUri)
                    && CodeVerifier.matches(row.challenge(), verifier);
        }
    }

    IssuedTokens redeem(Presented presented) {
        // On the disk before the answer: a database that is killed would have the code unused again.
        IssuedTokens issued = store.write(Durability.SYNCHRONOUS, tx -> exchange(tx, presented))
                .orElseThrow(() -> {
                    endRepeated(presented.code());
                    return InvalidGrant.refusal();
                });
        Session session = issued.grant().session();
        if (sessions.use(session).isEmpty()) {
            throw InvalidGrant.refusal();
        }
        if (!entry.admits(presented.client(), session.user())) {
            family.end(issued.grant().id(), presented.code(), Actor.SYSTEM, "not a member of its organisations");
            throw InvalidGrant.refusal();
        }
        return issued;
    }

    private Optional<IssuedTokens> exchange(GrantTransaction tx, Presented presented) {
        Instant now = clock.instant();
        if (!tx.codes().use(presented.code(), now)) {
            return Optional.empty();
        }
        return tx.codes()
                .find(presented.code())
                .flatMap(row -> tx.grants()
                        .byId(row.grantId())
                        .filter(grant -> presented.matches(row, grant))
                        .flatMap(grant ->
                                session(tx, grant).map(session -> issue(tx, presented.client(), row, grant, session))));
    }

    /** The lock makes the removal of a user wait, so that no event names a user who has been erased meanwhile. */
    private static Optional<Session> session(GrantTransaction tx, GrantRow grant) {
        return tx.saoma()
                .auths()
                .lockById(grant.authId())
                .flatMap(locked -> tx.saoma().sessions().byId(grant.session()));
    }

    private IssuedTokens issue(
            GrantTransaction tx, RegisteredClient client, CodeRow code, GrantRow row, Session session) {
        Instant now = clock.instant();
        var grant = new Grant(row.id(), row.client(), session, row.scope(), row.authTime());
        var scope = new TreeSet<>(code.scope());
        // The file of the client may have lost some since the request was read.
        scope.retainAll(client.tokens().scopes());
        Token access = Token.random();
        tx.tokens().insert(TokenRow.access(access.hash(), row.id(), code.hash(), scope, now));
        Optional<Token> refresh =
                Optional.of(Token.random()).filter(token -> client.tokens().refresh());
        refresh.ifPresent(token -> tx.tokens()
                .insert(TokenRow.refresh(
                        token.hash(), row.id(), code.hash(), scope, now, sessions.latestEnd(session))));
        tx.saoma().audit().append(login(client, session, now));
        return new IssuedTokens(access, TokenRow.ACCESS_LIFE, scope, refresh, grant, code.nonce());
    }

    private static AuditEvent login(RegisteredClient client, Session session, Instant now) {
        return AuditEvent.of(
                now,
                AuditEvent.Kind.CLIENT_LOGIN,
                Actor.of(session.user()),
                session.user(),
                client.id().value());
    }

    /** Ends what came of a code that is used a second time: one of its two holders is not the client. */
    private void endRepeated(TokenHash code) {
        store.lookUp(tx -> tx.codes().find(code))
                .filter(row -> row.usedAt().isPresent())
                .ifPresent(row -> family.end(row.grantId(), code, Actor.SYSTEM, "code used twice"));
    }
}
