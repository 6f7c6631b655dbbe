package dev.saoma.login;

import dev.saoma.audit.AuditEvent;
import dev.saoma.session.Session;
import dev.saoma.store.Store;
import java.time.Clock;

/**
 * Asks the directories once more when a session has been kept, and before anybody has its secret. They are never asked
 * inside a transaction, so somebody may have been disabled, or have left the organisation, since they were asked first;
 * whoever changes that later finds the session and ends it.
 */
record LastLook(Store<LoginTransaction> store, Users users, Membership membership, Clock clock) {

    /** @throws dev.saoma.error.LoginException {@code account_disabled}, {@code corp_forbidden}; the session is gone then */
    void at(Session session) {
        try {
            users.active(session.user());
            session.corp()
                    .ifPresent(
                            corp -> membership.named(session.user(), corp.id().value()));
        } catch (RuntimeException e) {
            end(session);
            throw e;
        }
    }

    private void end(Session session) {
        store.write(tx -> {
            if (tx.sessions().delete(session.secretHash())) {
                tx.audit()
                        .append(new AuditEvent(
                                clock.instant(),
                                AuditEvent.Kind.SESSIONS_ENDED,
                                session.user().value(),
                                "",
                                "one, before it began: 1"));
            }
            return true;
        });
    }
}
