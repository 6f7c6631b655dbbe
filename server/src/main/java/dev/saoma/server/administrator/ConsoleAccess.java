package dev.saoma.server.administrator;

import dev.saoma.App;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.security.AdminKey;
import dev.saoma.store.sql.SqlStore;
import java.util.Optional;

/**
 * Who may use the console: roles, sessions and their authentication, and the link that opens a new server. Thread-safe.
 *
 * @param handover from the public address to the console's own; empty when it has none
 */
public record ConsoleAccess(
        Roles roles,
        ConsoleSessions sessions,
        ConsoleAuthentication authentication,
        SetupLinks setup,
        Optional<ScanHandover> handover) {

    /**
     * Returns the access to the console of one app.
     *
     * @param store in a database that has the tables of the server too
     * @param settings of the address of the console
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
                        app.clock()),
                Optional.empty());
    }

    /**
     * Returns the same for a console that has an address of its own.
     *
     * @param console the settings of that address, with which this access was made
     * @param site the settings of the public address, where people scan
     */
    public ConsoleAccess apartFrom(WebSettings site, WebSettings console, App app, SqlStore store) {
        var handover = new ScanHandover(store.database(), console, site, app.clock());
        return new ConsoleAccess(roles, sessions, authentication, setup, Optional.of(handover));
    }
}
