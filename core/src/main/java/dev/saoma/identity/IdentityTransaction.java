package dev.saoma.identity;

import dev.saoma.audit.AuditTransaction;

/** A transaction that reaches the ledger and its trail. */
public interface IdentityTransaction extends AuditTransaction {
    /** The ledger's rows. */
    WeChatAuths auths();
}
