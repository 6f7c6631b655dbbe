package dev.saoma.store.sql;

import dev.saoma.database.Database;
import dev.saoma.database.Dialect;
import dev.saoma.database.SchemaState;
import dev.saoma.database.SqlConnection;
import dev.saoma.durability.Durability;
import dev.saoma.identity.AppId;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditRows;
import dev.saoma.store.LeaseRows;
import dev.saoma.store.PersonalDataRows;
import dev.saoma.store.Session;
import dev.saoma.store.SessionRows;
import dev.saoma.store.Store;
import dev.saoma.store.TicketRows;
import dev.saoma.store.Transaction;
import dev.saoma.store.WeChatAuthRows;
import java.util.Optional;
import java.util.function.Function;

/** A store in a SQL database, in tables {@code saoma_*} with their own migration history. */
public final class SqlStore implements Store {
    private static final String SCHEMA = "dev/saoma/schema";
    private static final String HISTORY = "saoma_schema_history";

    private final Database database;
    private final TableFeatures tables;

    private SqlStore(Database database, TableFeatures tables) {
        this.database = database;
        this.tables = tables;
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
        return new SqlStore(database, migrate ? TableFeatures.ALL : TableFeatures.of(database));
    }

    /** Returns the version of Saoma's tables in a database, and changes nothing. */
    public static SchemaState state(Database database) {
        return database.state(SCHEMA, HISTORY);
    }

    @Override
    public <T> T write(Durability durability, Function<Transaction, T> work) {
        return database.write(durability, sql -> work.apply(rows(sql)));
    }

    @Override
    public <T> T writeSingle(Durability durability, Function<Transaction, T> work) {
        return database.writeSingle(durability, sql -> work.apply(rows(sql)));
    }

    @Override
    public <T> T lookUp(Function<Transaction, T> work) {
        return database.lookUp(sql -> work.apply(rows(sql)));
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        return database.read(sql -> work.apply(rows(sql)));
    }

    @Override
    public void close() {
        database.close();
    }

    /** Returns the database of this store. */
    public Database database() {
        return database;
    }

    /**
     * Returns Saoma's rows within a transaction that the caller has begun on {@link #database()}, so that the caller's
     * rows and Saoma's change together. Valid as long as the connection.
     */
    public Transaction rows(SqlConnection sql) {
        return new Rows(
                database.dialect() == Dialect.POSTGRESQL
                        ? Optional.of(new SessionOpening(sql, tables))
                        : Optional.empty(),
                new SqlWeChatAuthRows(sql, database.dialect()),
                new SqlTicketRows(sql, database.dialect()),
                new SqlSessionRows(sql),
                new SqlAuditRows(sql, tables, database.dialect()),
                tables.hasLeases() ? new SqlLeaseRows(sql, database.dialect()) : new GrantedLeases(),
                new SqlPersonalDataRows(sql, database.dialect()));
    }

    private record Rows(
            Optional<SessionOpening> opening,
            WeChatAuthRows auths,
            TicketRows tickets,
            SessionRows sessions,
            AuditRows audit,
            LeaseRows leases,
            PersonalDataRows personalData)
            implements Transaction {

        @Override
        public boolean open(Session session, AppId app, AuditEvent event) {
            return opening.map(statement -> statement.open(session, app, event))
                    .orElseGet(() -> Transaction.super.open(session, app, event));
        }
    }
}
