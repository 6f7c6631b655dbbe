package dev.saoma.store;

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

    /** Returns the leases. */
    LeaseRows leases();
}
