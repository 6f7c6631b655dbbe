package dev.saoma.store;

import java.time.Duration;

/** Leases of tasks that one node does for all nodes, inside one transaction. */
public interface LeaseRows {

    /**
     * Takes or renews a lease; false while another holder has it. The lease ends when {@code life} has passed on the
     * store's own clock, independent of the nodes' clocks. No other holder can take it before the transaction ends.
     *
     * @param name the name of the task
     * @param holder identifies the caller, at most 64 characters of ASCII
     */
    boolean take(String name, String holder, Duration life);
}
