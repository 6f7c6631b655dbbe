package dev.saoma.database;

import dev.saoma.durability.Durability;
import java.util.function.Function;

/** Connections to a database server and their queue. Failures of the database are thrown as {@link UncheckedSqlException}. */
interface ConnectionPool extends AutoCloseable {
    /** How long a caller waits for a connection. */
    int WAIT_MS = 2_500;

    /** Runs the work in one transaction, committed when this returns; rolled back when the work throws. */
    <T> T write(Durability durability, Function<SqlConnection, T> work);

    /** Runs one changing statement, committed when this returns. */
    default <T> T writeSingle(Durability durability, Function<SqlConnection, T> work) {
        return write(durability, work);
    }

    /** Reads committed rows. */
    <T> T read(Function<SqlConnection, T> work);

    DatabaseLoad load();

    @Override
    void close();
}
