package dev.saoma.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Returns the same connection on the thread that created this source, and other connections on other threads. */
final class BoundToThread extends OneConnection {
    private final Thread owner = Thread.currentThread();
    private final DataSource others;

    BoundToThread(DataSource others, Connection bound) {
        super(bound);
        this.others = others;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Thread.currentThread() == owner ? super.getConnection() : others.getConnection();
    }
}
