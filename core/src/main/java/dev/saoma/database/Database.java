package dev.saoma.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A SQL database, reached in transactions. Work is SQL only and may be run again when it lost a race. Thread-safe.
 */
public interface Database extends AutoCloseable {

    /** Which SQL it speaks, for the few places where that matters. */
    Dialect dialect();

    /**
     * Does the work in one transaction, which has been committed, and synced as far as the database promises, when this
     * returns; rolled back when the work throws.
     *
     * @throws dev.saoma.error.LoginException {@code store_unavailable}
     */
    <T> T write(Function<Handle, T> work);

    /** Reads what has been committed. */
    <T> T read(Function<Handle, T> work);

    /** How busy it is. */
    DatabaseLoad load();

    /**
     * Brings tables up to date from versioned scripts.
     *
     * @param location the class path folder that holds one folder for each dialect ({@code sqlite/V1__name.sql})
     * @param history the table that notes which scripts ran
     */
    void migrate(String location, String history);

    /**
     * How far the tables are, without changing any.
     *
     * @param location as for {@link #migrate}
     * @param history as for {@link #migrate}
     */
    SchemaState state(String location, String history);

    /**
     * Looks whether the tables that are there tell identifiers apart byte by byte, as every rule about people expects.
     *
     * @throws dev.saoma.error.ConfigException naming the first table and column that does not
     */
    default void verify() {}

    @Override
    void close();
}
