package dev.saoma.store;

/** A transaction that reaches the leases. */
public interface LeaseTransaction {
    /** Whose turn it is. */
    Leases leases();
}
