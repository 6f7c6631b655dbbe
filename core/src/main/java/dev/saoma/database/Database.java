package dev.saoma.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A SQL database, accessed in transactions. The work contains SQL only, and may run again after a conflict.
 * Thread-safe.
 */
public interface Database extends AutoCloseable {

    /** Returns the SQL dialect, for the few statements that differ. */
    Dialect dialect();

    /**
     * Runs the work in one transaction. When this returns, it is committed, and synced as far as the database promises;
     * when the work throws, it is rolled back.
     *
     * @throws dev.saoma.error.LoginException {@code store_unavailable}
     */
    <T> T write(Function<Handle, T> work);

    /** Reads committed rows. */
    <T> T read(Function<Handle, T> work);

    /** Returns the number of connections in use and of waiting callers. */
    DatabaseLoad load();

    /**
     * Brings the tables up to date with versioned scripts.
     *
     * @param location the class path folder that holds one folder for each dialect ({@code sqlite/V1__name.sql})
     * @param history the table that lists the scripts that have run
     */
    void migrate(String location, String history);

    /**
     * Returns the version of the tables, and changes nothing.
     *
     * @param location as for {@link #migrate}
     * @param history as for {@link #migrate}
     */
    SchemaState state(String location, String history);

    /**
     * Checks that the columns compare identifiers byte by byte, as the rules about users require.
     *
     * @throws dev.saoma.error.ConfigException naming the first table and column that does not
     */
    default void verify() {}

    @Override
    void close();
}
