package dev.saoma.internal.account;

import dev.saoma.logintype.LoginInstances;
import dev.saoma.observe.Notifier;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import java.time.Clock;

/** The services that every step of a login uses. Thread-safe. */
public record LoginEnvironment(
        Store store,
        Sessions sessions,
        Users users,
        Membership membership,
        LoginInstances instances,
        Clock clock,
        Notifier notifier) {}
