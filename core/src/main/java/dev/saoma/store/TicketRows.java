package dev.saoma.store;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** The tickets' rows, inside one transaction. */
public interface TicketRows {

    /** Keeps a new ticket. */
    void put(Ticket ticket);

    /** Looks at a live ticket without using it. */
    Optional<Ticket> find(Ticket.Kind kind, TokenHash hash, Instant now);

    /** Uses a live ticket: true for exactly one caller, whatever the number of callers and nodes. */
    boolean take(Ticket.Kind kind, TokenHash hash, Instant now);

    /** Counts a failed use and answers how many there have been; 0 when the ticket is gone. */
    int fail(Ticket.Kind kind, TokenHash hash);

    /** Removes the oldest tickets of a browser beyond its newest {@code count} of a kind, so that no page begins without end. */
    void keepNewest(Ticket.Kind kind, TokenHash browser, int count);

    /** Removes every ticket of a user but those of kind {@link Ticket.Kind#BIND}. */
    void removeOf(UserId user);

    /** Removes every ticket of a user at an application but those of kind {@link Ticket.Kind#BIND}. */
    void removeOf(UserId user, AppId app);

    /** Removes every ticket of a user without exception; how many went. */
    int removeAllOf(UserId user);

    /** Removes what has expired, at most {@code limit} rows; how many went. */
    int sweep(Instant now, int limit);
}
