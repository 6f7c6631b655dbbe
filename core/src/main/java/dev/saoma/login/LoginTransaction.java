package dev.saoma.login;

import dev.saoma.identity.IdentityTransaction;
import dev.saoma.session.SessionTransaction;
import dev.saoma.store.LeaseTransaction;
import dev.saoma.ticket.TicketTransaction;

/** A transaction that reaches everything a login touches, so that proof, session and ledger change together. */
public interface LoginTransaction
        extends IdentityTransaction, SessionTransaction, TicketTransaction, LeaseTransaction {}
