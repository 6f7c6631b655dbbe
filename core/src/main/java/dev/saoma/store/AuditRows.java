package dev.saoma.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The trail's rows, inside one transaction. None is ever changed. */
public interface AuditRows {

    /** One kept event; {@code id} grows with each. */
    record Kept(long id, AuditEvent event) {}

    /** Keeps an event. */
    void append(AuditEvent event);

    /**
     * The newest events, newest first.
     *
     * @param user only those about this user; empty for all
     * @param before only those with a smaller id; {@code Long.MAX_VALUE} from the newest on
     */
    List<Kept> newest(Optional<String> user, long before, int limit);

    /** Removes what is older than a moment, at most {@code limit} rows; how many went. */
    int sweep(Instant before, int limit);
}
