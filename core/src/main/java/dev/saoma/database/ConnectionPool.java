package dev.saoma.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Connections to a database server and their queue. Failures of the database are thrown as Jdbi's exceptions. */
interface ConnectionPool extends AutoCloseable {
    /** How long a caller waits for a connection. */
    int WAIT_MS = 2_500;

    /** Runs the work in one transaction, committed when this returns; rolled back when the work throws. */
    <T> T write(Function<Handle, T> work);

    /** Reads committed rows. */
    <T> T read(Function<Handle, T> work);

    DatabaseLoad load();

    @Override
    void close();
}
