package dev.saoma.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Connections to a database server, and who may have one. What a database says is thrown as Jdbi throws it. */
interface ConnectionPool extends AutoCloseable {
    /** How long a caller waits for a connection. */
    int WAIT_MS = 2_500;

    /** Does the work in one transaction of its own, committed when this returns; rolled back when the work throws. */
    <T> T write(Function<Handle, T> work);

    /** Reads what has been committed. */
    <T> T read(Function<Handle, T> work);

    DatabaseLoad load();

    @Override
    void close();
}
