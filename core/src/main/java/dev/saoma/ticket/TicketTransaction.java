package dev.saoma.ticket;

/** A transaction that reaches the tickets. */
public interface TicketTransaction {
    /** The tickets' rows. */
    Tickets tickets();
}
