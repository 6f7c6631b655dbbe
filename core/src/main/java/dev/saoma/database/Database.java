package dev.saoma.database;

import dev.saoma.durability.Durability;
import java.util.function.Function;

/**
 * A SQL database, accessed in transactions. The work contains SQL only, and may run again after a conflict.
 * Thread-safe.
 */
public interface Database extends AutoCloseable {

    /** Returns the SQL dialect, for the few statements that differ. */
    Dialect dialect();

    /**
     * Runs the work in one transaction. When this returns, it is committed; when the work throws, it is rolled back.
     *
     * @param durability when the changes are on the disk
     * @throws dev.saoma.error.LoginException {@code store_unavailable}
     */
    <T> T write(Durability durability, Function<SqlConnection, T> work);

    /** {@link #write(Durability, Function)} with {@link Durability#SYNCHRONOUS}. */
    default <T> T write(Function<SqlConnection, T> work) {
        return write(Durability.SYNCHRONOUS, work);
    }

    /**
     * Runs work that is one changing statement, preceded at most by {@link SqlConnection#executeLater} ones: then the database
     * commits without being asked again.
     *
     * @throws dev.saoma.error.LoginException {@code store_unavailable}
     */
    default <T> T writeSingle(Durability durability, Function<SqlConnection, T> work) {
        return write(durability, work);
    }

    /**
     * Reads committed rows that are found by their keys, in a moment: SQLite may read them on the connection that writes, where
     * they are cached.
     */
    default <T> T lookUp(Function<SqlConnection, T> work) {
        return read(work);
    }

    /** Reads committed rows. */
    <T> T read(Function<SqlConnection, T> work);

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
