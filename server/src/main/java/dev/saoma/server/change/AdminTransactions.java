package dev.saoma.server.change;

import dev.saoma.database.Database;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.sql.SqlStore;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Runs administrators' changes, each in one transaction. Thread-safe. */
public final class AdminTransactions {
    private final Database database;
    private final Sessions sessions;
    private final Clock clock;

    /** @param sessions is notified after each commit of the sessions that ended, and that users may have changed */
    public AdminTransactions(Database database, Sessions sessions, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    private record Committed<T>(T result, List<TokenHash> endedSessions) {}

    /** Runs the work and commits; after a conflict with another transaction it runs the work again. */
    public <T> T run(Function<AdminTransaction, T> work) {
        Committed<T> committed = database.write(sql -> {
            var tx = new AdminTransaction(sql, database.dialect(), SqlStore.rows(database, sql), clock.instant());
            return new Committed<>(work.apply(tx), tx.endedSessions());
        });
        sessions.users().changedAll();
        sessions.invalidate(committed.endedSessions());
        return committed.result();
    }
}
