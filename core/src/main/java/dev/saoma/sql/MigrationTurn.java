package dev.saoma.sql;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.query.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * One node at a time brings the tables of a database up to date; it has its turn until this is closed, or its connection is
 * lost. Flyway's own lock comes too late for that: it looks whether its history is there before it takes it, and of two that
 * find none the second fails.
 */
final class MigrationTurn implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STEP_MS = 50;

    // Ends with the transaction: a pooler that lends a connection for one transaction alone would keep it for ever.
    private static final String POSTGRESQL = "SELECT pg_try_advisory_xact_lock(8315178131201126)";
    // Names are of the whole server, and 64 characters at most.
    private static final String MYSQL = "SELECT %s(concat('saoma migration ', sha1(database()))%s)";

    private final Connection connection;
    private final Dialect dialect;
    private final boolean autoCommit;

    private MigrationTurn(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.autoCommit = connection.getAutoCommit();
    }

    /**
     * Waits until it is this node's turn. It takes a connection for as long as the turn lasts.
     *
     * @param name of the database, for people
     * @throws LoginException {@code store_unavailable} when others have had it for so long
     */
    static MigrationTurn await(DataSource source, Dialect dialect, String name, Duration patience) throws SQLException {
        var turn = new MigrationTurn(source.getConnection(), dialect);
        try {
            turn.connection.setAutoCommit(false);
            for (long tries = patience.toMillis() / STEP_MS; !turn.take(); tries--) {
                turn.connection.rollback();
                if (tries <= 0) {
                    throw late(name, patience);
                }
                Thread.sleep(STEP_MS);
            }
            return turn;
        } catch (InterruptedException e) {
            turn.close();
            Thread.currentThread().interrupt();
            throw StoreFailure.unavailable("interrupted");
        } catch (SQLException | RuntimeException e) {
            turn.close();
            throw e;
        }
    }

    private boolean take() throws SQLException {
        return ask(dialect == Dialect.MYSQL ? MYSQL.formatted("GET_LOCK", ", 0") : POSTGRESQL);
    }

    private boolean ask(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static LoginException late(String name, Duration patience) {
        return new LoginException(
                ErrorCode.STORE_UNAVAILABLE,
                "Another node has been bringing the tables up to date (" + name + ") for " + patience.toSeconds()
                        + " s. Start again when it has ended; if no other node is starting, a connection of one that is"
                        + " gone is still open at the database server: end it there.",
                "another node migrates",
                Map.of());
    }

    @Override
    public void close() {
        try (connection) {
            if (dialect == Dialect.MYSQL) {
                ask(MYSQL.formatted("RELEASE_LOCK", ""));
            }
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            // The connection was lost, and the turn with it.
        }
    }
}
