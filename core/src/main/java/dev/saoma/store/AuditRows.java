package dev.saoma.store;

import dev.saoma.identity.UserId;
import java.time.Instant;
import java.util.List;

/** The rows of the audit trail, inside one transaction. Rows are never changed, except that a user's name is replaced. */
public interface AuditRows {

    /** One stored event; its {@code id} is larger than those of all events that were stored before and not swept. */
    record Kept(long id, AuditEvent event) {}

    /** Stores an event. */
    void append(AuditEvent event);

    /**
     * Returns the newest events, newest first.
     *
     * @param before only events with a smaller id; {@code Long.MAX_VALUE} to start at the newest
     */
    List<Kept> newest(AuditFilter filter, long before, int limit);

    /**
     * Returns an id larger than those of all events up to a moment, for {@link #newest} to start at. Looks at some tens of rows.
     * Where clocks of nodes differ, events of that difference may be on either side.
     */
    long idAfter(Instant moment);

    /** Replaces a user by another name, in events about the user and in those whose actor is the user. */
    void rename(UserId user, UserId name);

    /** Deletes events older than a moment, at most {@code limit}. Returns the number of deleted rows. */
    int sweep(Instant before, int limit);
}
