package dev.saoma.oidc.grant;

import dev.saoma.durability.Durability;
import dev.saoma.oidc.store.GrantRow;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import java.time.Clock;

/** The tokens that came of one code, and their end. */
record TokenFamily(GrantStore store, Clock clock) {

    /** Deletes all tokens of a code. */
    void end(long grantId, TokenHash code) {
        int unused = store.write(
                Durability.SYNCHRONOUS,
                tx -> tx.grants()
                        .lock(grantId)
                        .map(grant -> tx.tokens().deleteByCode(grantId, code))
                        .orElse(0));
    }

    /** Deletes all tokens of a code because one was used twice. Audited when there were any. */
    void endRepeated(long grantId, TokenHash code, String cause) {
        int unused = store.write(
                Durability.SYNCHRONOUS,
                tx -> tx.grants()
                        .lock(grantId)
                        .map(grant -> {
                            int deleted = tx.tokens().deleteByCode(grantId, code);
                            if (deleted > 0) {
                                tx.saoma().audit().append(event(grant, cause));
                            }
                            return deleted;
                        })
                        .orElse(0));
    }

    private AuditEvent event(GrantRow grant, String cause) {
        return AuditEvent.of(
                clock.instant(),
                AuditEvent.Kind.TOKENS_REVOKED,
                Actor.SYSTEM,
                grant.user(),
                grant.client() + ": " + cause);
    }
}
