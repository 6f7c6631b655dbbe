package dev.saoma.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of the audit trail, inside one transaction. Rows are never changed. */
public interface AuditRows {

    /** One stored event; {@code id} grows with each. */
    record Kept(long id, AuditEvent event) {}

    /** Stores an event. */
    void append(AuditEvent event);

    /**
     * Returns the newest events, newest first.
     *
     * @param user only events of this user; empty for all
     * @param before only events with a smaller id; {@code Long.MAX_VALUE} to start at the newest
     */
    List<Kept> newest(Optional<String> user, long before, int limit);

    /** Deletes events older than a moment, at most {@code limit}. Returns the number of deleted rows. */
    int sweep(Instant before, int limit);
}
