package dev.saoma.store;

import java.time.Duration;

/** Leases of tasks that one node or one request does for all others, inside one transaction. */
public interface LeaseRows {

    /**
     * Takes or renews a lease; false while another holder has it. The lease ends when {@code life} has passed on the
     * store's own clock, independent of the nodes' clocks. No other holder can take it before the transaction ends.
     *
     * @param name the name of the task, at most 32 characters of ASCII
     * @param holder identifies the caller, at most 64 characters of ASCII
     */
    boolean take(String name, String holder, Duration life);

    /** Returns whether any holder has the lease, which was taken for at most {@code life}. */
    boolean isHeld(String name, Duration life);

    /** Ends a lease before its time and deletes its row; does nothing when another holder has it. */
    void release(String name, String holder);
}
