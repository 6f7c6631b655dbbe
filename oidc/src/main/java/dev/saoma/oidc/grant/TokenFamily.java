package dev.saoma.oidc.grant;

import dev.saoma.durability.Durability;
import dev.saoma.oidc.store.GrantRow;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.GrantTransaction;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import java.time.Clock;
import java.util.function.ToIntFunction;

/** The tokens that came of one code, and their end. */
record TokenFamily(GrantStore store, Clock clock) {

    /**
     * Deletes all tokens of a code. Audited when there were any.
     *
     * @param by who ended them
     * @param cause a few words
     */
    void end(long grantId, TokenHash code, Actor by, String cause) {
        delete(grantId, by, cause, tx -> tx.tokens().deleteByCode(grantId, code));
    }

    /** Deletes one token. Audited when it was there. */
    void revoke(long grantId, TokenHash token, Actor by, String cause) {
        delete(grantId, by, cause, tx -> tx.tokens().delete(token) ? 1 : 0);
    }

    private void delete(long grantId, Actor by, String cause, ToIntFunction<GrantTransaction> work) {
        int unused = store.write(
                Durability.SYNCHRONOUS,
                tx -> tx.grants()
                        .lock(grantId)
                        .map(grant -> {
                            int deleted = work.applyAsInt(tx);
                            if (deleted > 0 && isUserKnown(tx, grant)) {
                                tx.saoma().audit().append(event(grant, by, cause));
                            }
                            return deleted;
                        })
                        .orElse(0));
    }

    /** A user who has been erased meanwhile is not named again. The lock makes the removal of a user wait. */
    private static boolean isUserKnown(GrantTransaction tx, GrantRow grant) {
        return tx.saoma().auths().lockById(grant.authId()).isPresent();
    }

    private AuditEvent event(GrantRow grant, Actor by, String cause) {
        return AuditEvent.of(
                clock.instant(), AuditEvent.Kind.TOKENS_REVOKED, by, grant.user(), grant.client() + ": " + cause);
    }
}
