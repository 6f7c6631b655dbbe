package dev.saoma.store;

import java.time.Duration;

/** Whose turn a chore is that one node does for all of them, inside one transaction. */
public interface LeaseRows {

    /**
     * Takes a turn, or keeps it for longer; false while somebody else has it. Whoever has it keeps it until {@code life} has
     * passed on the store's own clock, whatever the nodes' clocks say, and nobody else can take it before the transaction
     * ends.
     *
     * @param name of the chore
     * @param holder who wants it, at most 64 characters of ASCII
     */
    boolean take(String name, String holder, Duration life);
}
