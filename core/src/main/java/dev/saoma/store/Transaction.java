package dev.saoma.store;

import dev.saoma.identity.AppId;

/**
 * The rows of one transaction. Valid inside the function that is passed to {@link Store#read} or {@link Store#write}.
 */
public interface Transaction {
    /** Returns the bindings of WeChat identities to users. */
    WeChatAuthRows auths();

    /** Returns the tickets. */
    TicketRows tickets();

    /** Returns the sessions. */
    SessionRows sessions();

    /** Returns the audit trail. */
    AuditRows audit();

    /** Returns what is stored about one user. */
    PersonalDataRows personalData();

    /** Returns the leases. */
    LeaseRows leases();

    /**
     * Stores a new session with its row of the audit trail, if the binding by which its user signs in is still there. If not,
     * returns false and changes nothing. A removal of the binding at the same time either comes first or finds the session.
     *
     * @param app the application that the binding belongs to
     */
    default boolean open(Session session, AppId app, AuditEvent event) {
        boolean isBound = auths().lockById(session.authId())
                .filter(row ->
                        row.userId().equals(session.user()) && row.appId().equals(app))
                .isPresent();
        if (isBound) {
            sessions().insert(session);
            audit().append(event);
        }
        return isBound;
    }
}
