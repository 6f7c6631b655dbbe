package dev.saoma.sql;

import dev.saoma.audit.AuditEvents;
import dev.saoma.identity.WeChatAuths;
import dev.saoma.login.LoginTransaction;
import dev.saoma.session.SessionRows;
import dev.saoma.store.Leases;
import dev.saoma.store.Store;
import dev.saoma.ticket.Tickets;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The login's rows in a SQL database, in tables {@code saoma_*} with a history of their own. */
public final class SqlStore implements Store<LoginTransaction> {
    private static final String SCHEMA = "dev/saoma/schema";
    private static final String HISTORY = "saoma_schema_history";

    private final Database database;

    private SqlStore(Database database) {
        this.database = database;
    }

    /**
     * Uses a database, which stays the caller's to close.
     *
     * @param migrate whether to bring the tables up to date; false leaves that to whoever administers the database
     */
    public static SqlStore open(Database database, boolean migrate) {
        if (migrate) {
            database.migrate(SCHEMA, HISTORY);
        }
        database.verify();
        return new SqlStore(database);
    }

    /** How far the login's tables in a database are, without changing any. */
    public static SchemaState state(Database database) {
        return database.state(SCHEMA, HISTORY);
    }

    @Override
    public <T> T write(Function<? super LoginTransaction, T> work) {
        return database.write(handle -> work.apply(rows(database, handle)));
    }

    @Override
    public <T> T read(Function<? super LoginTransaction, T> work) {
        return database.read(handle -> work.apply(rows(database, handle)));
    }

    @Override
    public void close() {
        database.close();
    }

    /**
     * The login's rows in a transaction that somebody else began on the same database, so that rows of theirs and ours
     * change together. Good for as long as the handle is.
     */
    public static LoginTransaction rows(Database database, Handle handle) {
        return new Rows(
                new SqlWeChatAuths(handle, database.dialect()),
                new SqlTickets(handle),
                new SqlSessions(handle),
                new SqlAuditEvents(handle),
                new SqlLeases(handle, database.dialect()));
    }

    private record Rows(WeChatAuths auths, Tickets tickets, SessionRows sessions, AuditEvents audit, Leases leases)
            implements LoginTransaction {}
}
