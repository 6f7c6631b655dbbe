package dev.saoma.server.change;

import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Actor;
import dev.saoma.store.CurrentActor;
import dev.saoma.store.sql.SqlStore;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Runs administrators' changes, each in one transaction. Thread-safe. */
public final class AdminTransactions {
    private final SqlStore store;
    private final Sessions sessions;
    private final Clock clock;
    private final CurrentActor currentActor;

    /**
     * @param sessions is notified after each commit of the sessions that ended, and that users may have changed
     * @param currentActor who makes the change of the calling thread
     */
    public AdminTransactions(SqlStore store, Sessions sessions, Clock clock, CurrentActor currentActor) {
        this.store = store;
        this.sessions = sessions;
        this.clock = clock;
        this.currentActor = currentActor;
    }

    private record Committed<T>(T result, List<TokenHash> endedSessions) {}

    /** Runs the work and commits; after a conflict with another transaction it runs the work again. */
    public <T> T run(Function<AdminTransaction, T> work) {
        return run(currentActor.actor(), work);
    }

    /** {@link #run(Function)} of an actor who is not the one of the calling thread. */
    public <T> T run(Actor by, Function<AdminTransaction, T> work) {
        Committed<T> committed = store.database().write(sql -> {
            var tx = new AdminTransaction(sql, store.database().dialect(), store.rows(sql), clock.instant(), by);
            return new Committed<>(work.apply(tx), tx.endedSessions());
        });
        sessions.users().changedAll();
        sessions.invalidate(committed.endedSessions());
        return committed.result();
    }
}
