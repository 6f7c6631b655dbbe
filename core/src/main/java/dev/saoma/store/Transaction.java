package dev.saoma.store;

/** The rows of one unit of work. Good inside the function that {@link Store#read} or {@link Store#write} was given. */
public interface Transaction {
    /** The bindings of WeChat identities to users. */
    WeChatAuthRows auths();

    /** The tickets. */
    TicketRows tickets();

    /** The sessions. */
    SessionRows sessions();

    /** The audit trail. */
    AuditRows audit();

    /** The leases of chores. */
    LeaseRows leases();
}
