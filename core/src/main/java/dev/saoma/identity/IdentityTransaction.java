package dev.saoma.identity;

/** A transaction that reaches the ledger. */
public interface IdentityTransaction {
    /** The ledger's rows. */
    WeChatAuths auths();
}
