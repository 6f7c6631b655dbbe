package dev.saoma.store;

import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.TokenHash;
import java.time.Instant;
import java.util.Optional;

/** The rows of tickets, inside one transaction. */
public interface TicketRows {

    /** Stores a new ticket. */
    void put(Ticket ticket);

    /** Reads a valid ticket without using it. */
    Optional<Ticket> find(Ticket.Kind kind, TokenHash hash, Instant now);

    /** Uses a valid ticket: true for exactly one caller, whatever the number of callers and nodes. */
    boolean take(Ticket.Kind kind, TokenHash hash, Instant now);

    /** Uses a valid ticket of a browser, and returns it to exactly one caller. A request of another browser leaves it valid. */
    default Optional<Ticket> takeOf(TokenHash browser, Ticket.Kind kind, TokenHash hash, Instant now) {
        return find(kind, hash, now)
                .filter(ticket -> browser.equals(ticket.browserOrNull()))
                .filter(ticket -> take(kind, hash, now));
    }

    /** Counts a failed use. Returns the number of failures; 0 when the ticket is gone. */
    int fail(Ticket.Kind kind, TokenHash hash);

    /**
     * Deletes all tickets of a browser and kind except the newest {@code count}, so that one page cannot add tickets
     * without limit.
     */
    void keepNewest(Ticket.Kind kind, TokenHash browser, int count);

    /** Deletes a user's tickets, except those of kind {@link Ticket.Kind#BIND}. */
    void removeOf(UserId user);

    /** Deletes a user's tickets at an application, except those of kind {@link Ticket.Kind#BIND}. */
    void removeOf(UserId user, AppId app);

    /** Deletes all tickets of a user. Returns the number of deleted rows. */
    int removeAllOf(UserId user);

    /** Deletes expired tickets, at most {@code limit}. Returns the number of deleted rows. */
    int sweep(Instant now, int limit);
}
