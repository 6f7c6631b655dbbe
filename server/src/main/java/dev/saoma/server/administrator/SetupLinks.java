package dev.saoma.server.administrator;

import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.servlet.WebSettings;
import dev.saoma.store.Actor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Links that open the console of a new server, while nobody can sign in: as long as there is neither an active login method nor an
 * owner. A link is valid for an hour, and once; its use ends all others. Thread-safe.
 */
public final class SetupLinks {
    /** The time for which a link can be used. */
    static final Duration LIFETIME = Duration.ofHours(1);

    private final Database database;
    private final AdminTransactions transactions;
    private final ConsoleSessions sessions;
    private final BooleanSupplier canSignIn;
    private final String console;
    private final Clock clock;

    /**
     * Creates the links that a database stores.
     *
     * @param transactions of the same database
     * @param canSignIn whether there is an active login method
     */
    SetupLinks(
            Database database,
            AdminTransactions transactions,
            ConsoleSessions sessions,
            BooleanSupplier canSignIn,
            WebSettings web,
            Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.sessions = sessions;
        this.canSignIn = canSignIn;
        this.console = web.address() + "/console#setup=";
        this.clock = clock;
    }

    /** Creates a link; empty when somebody can sign in, or there is an owner. Earlier links stay valid until one is used. */
    public Optional<URI> create() {
        return transactions.run(Actor.CLI, tx -> {
            if (!isNew(tx)) {
                return Optional.empty();
            }
            Token secret = Token.random();
            long now = clock.millis();
            tx.sql().execute("DELETE FROM saoma_setup_link WHERE expires_at <= ?", now);
            tx.sql()
                    .execute(
                            "INSERT INTO saoma_setup_link (hash, expires_at) VALUES (?, ?)",
                            secret.hash().value(),
                            now + LIFETIME.toMillis());
            tx.audit("setup link created");
            return Optional.of(URI.create(console + secret.reveal()));
        });
    }

    /**
     * Opens a session of the console for the holder of a link.
     *
     * @throws LoginException {@code bind_ticket_invalid} when the link was used or is too old, and when the server is not new
     */
    public ConsoleSessions.Opened open(Token secret) {
        if (!exists(secret)) {
            throw invalid();
        }
        return transactions.run(Actor.SETUP, tx -> {
            if (!isNew(tx) || take(tx, secret) != 1) {
                throw invalid();
            }
            tx.sql().execute("DELETE FROM saoma_setup_link");
            tx.audit("console opened by the setup link");
            return sessions.openBySetup(tx);
        });
    }

    private boolean exists(Token secret) {
        return database.lookUp(sql -> sql.first(
                        "SELECT hash FROM saoma_setup_link WHERE hash = ?",
                        row -> row.getString(1),
                        secret.hash().value()))
                .isPresent();
    }

    private int take(AdminTransaction tx, Token secret) {
        return tx.sql()
                .execute(
                        "DELETE FROM saoma_setup_link WHERE hash = ? AND expires_at > ?",
                        secret.hash().value(),
                        clock.millis());
    }

    private boolean isNew(AdminTransaction tx) {
        return !canSignIn.getAsBoolean()
                && new RoleRows(tx.sql()).lockOwners(tx.dialect()).isEmpty();
    }

    private static LoginException invalid() {
        return new LoginException(
                ErrorCode.BIND_TICKET_INVALID,
                "This setup link was used or is too old, or the server has a login method or an owner by now. A restart prints"
                        + " a new one while it has neither.");
    }
}
