package dev.saoma.internal.account;

import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import java.util.Optional;

/**
 * Checks user and membership again after a login is committed and before its token is returned. The directories are never
 * asked inside a transaction, so a user may have been disabled, or have left the organization, since the first check. A later
 * change finds the committed session and ends it.
 */
public record PostCommitCheck(LoginEnvironment environment) {

    /**
     * Requires the session's user and organisation.
     *
     * @throws dev.saoma.error.LoginException {@code account_disabled}, {@code corp_forbidden}; the session is deleted then
     */
    public void require(Session session) {
        try {
            require(session.user(), session.corp());
        } catch (RuntimeException e) {
            delete(session);
            throw e;
        }
    }

    /**
     * Returns the user as the directory has it now.
     *
     * @throws dev.saoma.error.LoginException {@code account_disabled}, {@code corp_forbidden}
     */
    public User require(UserId user, Optional<Corp> corp) {
        User found = environment.users().requireEnabled(user);
        corp.ifPresent(
                chosen -> environment.membership().named(user, chosen.id().value()));
        return found;
    }

    private void delete(Session session) {
        environment.store().run(tx -> {
            if (tx.sessions().delete(session.secretHash())) {
                tx.audit()
                        .append(AuditEvent.of(
                                environment.clock().instant(),
                                AuditEvent.Kind.SESSIONS_ENDED,
                                Actor.SYSTEM,
                                session.user(),
                                "one, before it began: 1"));
            }
        });
    }
}
