package dev.saoma.server.administrator;

import dev.saoma.App;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.security.AdminKey;
import dev.saoma.store.sql.SqlStore;
import java.util.Optional;

/** Who may use the console: roles, sessions and their authentication, and the link that opens a new server. Thread-safe. */
public record ConsoleAccess(
        Roles roles, ConsoleSessions sessions, ConsoleAuthentication authentication, SetupLinks setup) {

    /**
     * Returns the access to the console of one app.
     *
     * @param store in a database that has the tables of the server too
     * @param key empty when none is set
     */
    public static ConsoleAccess of(App app, SqlStore store, WebSettings settings, Optional<AdminKey> key) {
        var transactions = new AdminTransactions(store, app.sessions(), app.clock(), app.currentActor());
        var sessions = new ConsoleSessions(store.database(), transactions, app.clock());
        return new ConsoleAccess(
                new Roles(store.database(), transactions),
                sessions,
                new ConsoleAuthentication(key, sessions, settings, app.clock()),
                new SetupLinks(
                        store.database(),
                        transactions,
                        sessions,
                        () -> app.loginInstances().stream().anyMatch(LoginInstance::isActive),
                        settings,
                        app.clock()));
    }
}
