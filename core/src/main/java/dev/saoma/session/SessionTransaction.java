package dev.saoma.session;

import dev.saoma.audit.AuditTransaction;

/** A transaction that reaches the sessions and the trail. */
public interface SessionTransaction extends AuditTransaction {
    /** The sessions' rows. */
    SessionRows sessions();
}
