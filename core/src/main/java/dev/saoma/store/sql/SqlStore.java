package dev.saoma.store.sql;

import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.database.SqlConnection;
import dev.saoma.durability.Durability;
import dev.saoma.error.LoginException;
import dev.saoma.store.AuditRows;
import dev.saoma.store.LeaseRows;
import dev.saoma.store.SessionRows;
import dev.saoma.store.Store;
import dev.saoma.store.TicketRows;
import dev.saoma.store.Transaction;
import dev.saoma.store.WeChatAuthRows;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store in a SQL database, in tables {@code saoma_*} with their own migration history. */
public final class SqlStore implements Store {
    private static final String SCHEMA = "dev/saoma/schema";
    private static final String HISTORY = "saoma_schema_history";

    private static final Logger LOG = LoggerFactory.getLogger(SqlStore.class);

    private final Database database;
    private final boolean leases;

    private SqlStore(Database database, boolean leases) {
        this.database = database;
        this.leases = leases;
    }

    /**
     * Uses a database, which the caller closes.
     *
     * @param migrate whether to bring the tables up to date; with false, a database administrator runs the scripts
     */
    public static SqlStore open(Database database, boolean migrate) {
        if (migrate) {
            database.migrate(SCHEMA, HISTORY);
        }
        database.verify();
        return new SqlStore(database, migrate || hasLeases(database));
    }

    /** Tables of an earlier release have no leases, and a node must run on them until an administrator updates them. */
    private static boolean hasLeases(Database database) {
        try {
            database.<Long>read(sql -> sql.count("SELECT count(*) FROM saoma_lease"));
            return true;
        } catch (LoginException e) {
            LOG.warn(
                    "the table saoma_lease is missing ({}), so that tasks of several nodes may run twice: bring the tables"
                            + " up to date, and restart",
                    e.note());
            return false;
        }
    }

    /** Returns the version of Saoma's tables in a database, and changes nothing. */
    public static SchemaState state(Database database) {
        return database.state(SCHEMA, HISTORY);
    }

    @Override
    public <T> T write(Durability durability, Function<Transaction, T> work) {
        return database.write(durability, sql -> work.apply(rows(database, sql, leases)));
    }

    @Override
    public <T> T writeSingle(Durability durability, Function<Transaction, T> work) {
        return database.writeSingle(durability, sql -> work.apply(rows(database, sql, leases)));
    }

    @Override
    public <T> T lookUp(Function<Transaction, T> work) {
        return database.lookUp(sql -> work.apply(rows(database, sql, leases)));
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        return database.read(sql -> work.apply(rows(database, sql, leases)));
    }

    @Override
    public void close() {
        database.close();
    }

    /**
     * Returns Saoma's rows within a transaction that the caller has begun on the same database, so that the caller's
     * rows and Saoma's change together. Valid as long as the connection.
     */
    public static Transaction rows(Database database, SqlConnection sql) {
        return rows(database, sql, true);
    }

    private static Transaction rows(Database database, SqlConnection sql, boolean leases) {
        return new Rows(
                new SqlWeChatAuthRows(sql, database.dialect()),
                new SqlTicketRows(sql),
                new SqlSessionRows(sql),
                new SqlAuditRows(sql),
                leases ? new SqlLeaseRows(sql, database.dialect()) : new GrantedLeases());
    }

    private record Rows(
            WeChatAuthRows auths, TicketRows tickets, SessionRows sessions, AuditRows audit, LeaseRows leases)
            implements Transaction {}
}
