package dev.saoma.internal.account;

import dev.saoma.logintype.LoginInstances;
import dev.saoma.observe.Notifier;
import dev.saoma.session.Sessions;
import dev.saoma.store.CurrentActor;
import dev.saoma.store.Store;
import java.time.Clock;

/** The services that every step of a login uses. Thread-safe. */
public record LoginEnvironment(
        Store store,
        Sessions sessions,
        Directories directories,
        LoginInstances instances,
        Clock clock,
        Notifier notifier,
        CurrentActor currentActor) {

    /** The application's users and organisations. */
    public record Directories(Users users, Membership membership) {}

    /** Returns the application's users. */
    public Users users() {
        return directories.users();
    }

    /** Returns the application's organisations. */
    public Membership membership() {
        return directories.membership();
    }
}
