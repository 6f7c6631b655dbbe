package dev.saoma.login;

import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;

/**
 * Checks user and membership again after the session row is committed and before its token is returned. The directories are
 * never asked inside a transaction, so a user may have been disabled, or have left the organization, since the first check.
 * A later change finds the committed row and ends the session.
 */
record PostCommitCheck(LoginEnvironment environment) {

    /** @throws dev.saoma.error.LoginException {@code account_disabled}, {@code corp_forbidden}; the session is deleted then */
    void require(Session session) {
        try {
            environment.users().requireEnabled(session.user());
            session.corp()
                    .ifPresent(corp -> environment
                            .membership()
                            .named(session.user(), corp.id().value()));
        } catch (RuntimeException e) {
            delete(session);
            throw e;
        }
    }

    private void delete(Session session) {
        environment.store().run(tx -> {
            if (tx.sessions().delete(session.secretHash())) {
                tx.audit()
                        .append(AuditEvent.of(
                                environment.clock().instant(),
                                AuditEvent.Kind.SESSIONS_ENDED,
                                session.user(),
                                "one, before it began: 1"));
            }
        });
    }
}
