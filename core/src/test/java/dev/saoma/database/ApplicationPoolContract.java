package dev.saoma.database;

import static dev.saoma.database.ServerDatabaseContract.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.durability.Durability;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.testing.Stall;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of the application, in any initial state: acknowledged writes are kept, and the state is restored. */
@Timeout(120)
public abstract class ApplicationPoolContract {
    private final TestServer server;
    private String url;
    private HikariDataSource witness;

    protected ApplicationPoolContract(TestServer server) {
        this.server = server;
    }

    /** Moves a connection to another schema or database than the one it was opened in. */
    protected abstract void leave(Connection connection) throws SQLException;

    /** Returns the query for a connection's current schema or database. */
    protected abstract String whereabouts();

    /** Session settings that endanger the guarantees. {@link #dangersNow} returns a query for their values. */
    protected abstract List<String> dangers();

    protected abstract String dangersNow();

    protected abstract XADataSource distributed(String url);

    @BeforeEach
    void table() throws SQLException {
        url = server.newDatabase();
        witness = pool(config -> config.setMaximumPoolSize(3));
        sql(witness, "CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER)");
        sql(witness, "INSERT INTO counter VALUES (1, 0)");
        sql(witness, "CREATE TABLE theirs (id INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        witness.close();
    }

    @Test
    void keepsWhatItAcknowledgedWithoutAutoCommit() throws SQLException {
        try (var source = pool(config -> config.setAutoCommit(false))) {
            try (var database = ServerDatabase.of(source, 2)) {
                database.write(ApplicationPoolContract::increment);

                assertThat(count()).isEqualTo(1);
                assertThat(database.<Integer>read(ApplicationPoolContract::count))
                        .isEqualTo(1);
            }
            try (Connection connection = source.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @Test
    void keepsNothingOfWorkThatThrowsWithoutAutoCommit() throws SQLException {
        try (var source = pool(config -> config.setAutoCommit(false));
                var database = ServerDatabase.of(source, 2)) {
            refused(() -> database.write(handle -> {
                increment(handle);
                return handle.execute("no SQL");
            }));

            assertThat(count()).isZero();
            database.write(ApplicationPoolContract::increment);
            assertThat(count()).isEqualTo(1);
        }
    }

    /** The source does not reset a returned connection, so the database must return it clean. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesNoTransactionOpen(boolean autoCommit) throws SQLException {
        try (Connection connection = witness.getConnection()) {
            connection.setAutoCommit(autoCommit);
            var source = new OneConnection(connection);
            try (var database = ServerDatabase.of(source, 1)) {
                database.read(ApplicationPoolContract::count);
                requireNoTransaction(connection);
                database.write(ApplicationPoolContract::increment);
                requireNoTransaction(connection);
                refused(() -> database.write(handle -> handle.execute("no SQL")));
                requireNoTransaction(connection);
            }
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRANSACTION_SERIALIZABLE", "TRANSACTION_REPEATABLE_READ", "TRANSACTION_READ_UNCOMMITTED"})
    void readsCommittedWhateverTheirIsolation(String isolation) throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            try (var source = pool(config -> {
                        config.setAutoCommit(autoCommit);
                        config.setTransactionIsolation(isolation);
                        config.setMaximumPoolSize(1);
                    });
                    var database = ServerDatabase.of(source, 1)) {
                int seen = database.write(handle -> {
                    int before = count(handle);
                    sql(witness, "UPDATE counter SET n = n + 1");
                    return count(handle) - before;
                });
                assertThat(seen).as("READ COMMITTED").isEqualTo(1);
                try (Connection connection = source.getConnection()) {
                    assertThat("TRANSACTION_" + isolation(connection)).isEqualTo(isolation);
                }
            }
        }
    }

    /** Also when a connection is not used because its caller has given up waiting. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void leavesNothingForTheirNextTransaction(boolean used, boolean autoCommit) throws SQLException {
        try (Connection connection = witness.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(autoCommit);
            try (BorrowedConnection borrowed = TableLocation.of(witness).borrow(connection)) {
                borrowed.prepare();
                if (used) {
                    borrowed.transaction(true, Durability.SYNCHRONOUS, sql -> {
                        sqlIn(connection, "UPDATE counter SET n = n + 1");
                        return true;
                    });
                }
            }
            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            connection.setAutoCommit(false);

            String before = text(connection, "SELECT n FROM counter WHERE id = 1");
            sql(witness, "UPDATE counter SET n = n + 1");

            assertThat(text(connection, "SELECT n FROM counter WHERE id = 1"))
                    .as("REPEATABLE READ")
                    .isEqualTo(before);
            connection.rollback();
        }
    }

    private static void sqlIn(Connection connection, String sql) {
        try {
            sql(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writesThroughAReadOnlyConnection() throws SQLException {
        try (var source = pool(config -> config.setReadOnly(true))) {
            try (var database = ServerDatabase.of(source, 2)) {
                database.write(ApplicationPoolContract::increment);
                assertThat(count()).isEqualTo(1);
            }
            try (Connection connection = source.getConnection()) {
                assertThat(connection.isReadOnly()).isTrue();
            }
        }
    }

    @Test
    void findsItsTablesFromWhereverAConnectionIs() throws SQLException {
        try (Connection connection = witness.getConnection();
                var database = ServerDatabase.of(new OneConnection(connection), 1)) {
            leave(connection);
            String elsewhere = text(connection, whereabouts());

            database.write(ApplicationPoolContract::increment);

            assertThat(database.<Integer>read(ApplicationPoolContract::count)).isEqualTo(1);
            assertThat(text(connection, whereabouts())).isEqualTo(elsewhere);
        }
    }

    @Test
    void isSafeFromWhatASessionIsSetTo() throws SQLException {
        try (Connection connection = witness.getConnection();
                var database = ServerDatabase.of(new OneConnection(connection), 1)) {
            String good = database.read(handle ->
                    handle.first(dangersNow(), row -> row.getString(1)).orElseThrow());
            for (String danger : dangers()) {
                try (var statement = connection.createStatement()) {
                    statement.execute(danger);
                }
            }
            String set = text(connection, dangersNow());
            assertThat(set).isNotEqualTo(good);

            assertThat(database.<String>write(handle ->
                            handle.first(dangersNow(), row -> row.getString(1)).orElseThrow()))
                    .isNotEqualTo(set);
            assertThat(text(connection, dangersNow())).isEqualTo(set);
        }
    }

    /** Returns the transaction's connection to every caller on its thread, as transaction-aware proxies do. */
    @Test
    void keepsOutOfATransactionThatTheCallerHasOpenOnItsThread() throws SQLException {
        try (Connection theirs = witness.getConnection();
                var database = ServerDatabase.of(new BoundToThread(witness, theirs), 1)) {
            theirs.setAutoCommit(false);
            try (var statement = theirs.createStatement()) {
                statement.execute("INSERT INTO theirs VALUES (1)");
                database.write(ApplicationPoolContract::increment);
                assertThat(database.<Integer>read(ApplicationPoolContract::count))
                        .isEqualTo(1);
                assertThat(rows("theirs"))
                        .as("the caller's transaction is not committed")
                        .isZero();
            }
            theirs.rollback();
            theirs.setAutoCommit(true);

            assertThat(count()).isEqualTo(1);
            assertThat(rows("theirs")).isZero();
        }
    }

    /** In this case no other connection is available, so nothing can be guaranteed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNothingInATransactionOfTheCallers(boolean bySql) throws SQLException {
        try (Connection theirs = witness.getConnection();
                var database = ServerDatabase.of(new OneConnection(theirs), 1);
                var statement = theirs.createStatement()) {
            if (bySql) {
                statement.execute("START TRANSACTION");
            } else {
                theirs.setAutoCommit(false);
            }
            statement.execute("INSERT INTO theirs VALUES (1)");

            LoginException failure = refused(() -> database.write(ApplicationPoolContract::increment));
            refused(() -> database.read(ApplicationPoolContract::count));

            assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
            assertThat(failure.note()).contains("transaction of the application's");
            assertThat(rows("theirs"))
                    .as("the caller's transaction is not committed")
                    .isZero();
            statement.execute("INSERT INTO theirs VALUES (2)");
            statement.execute("COMMIT");
            assertThat(rows("theirs"))
                    .as("the caller's transaction is not rolled back")
                    .isEqualTo(2);
            assertThat(count()).isZero();
        }
    }

    @Test
    void acknowledgesNothingWithinADistributedTransaction() throws Exception {
        var branch = distributed(url).getXAConnection();
        try {
            var resource = branch.getXAResource();
            Connection connection = branch.getConnection();
            var database = ServerDatabase.of(new OneConnection(connection), 1);
            database.write(ApplicationPoolContract::increment);
            assertThat(count()).as("no distributed transaction is open yet").isEqualTo(1);
            var id = new Branch();
            resource.start(id, javax.transaction.xa.XAResource.TMNOFLAGS);

            assertThat(refused(() -> database.write(ApplicationPoolContract::increment))
                            .code())
                    .isEqualTo(ErrorCode.STORE_UNAVAILABLE);

            resource.end(id, javax.transaction.xa.XAResource.TMSUCCESS);
            resource.rollback(id);
            assertThat(count()).isEqualTo(1);
            database.close();
        } finally {
            branch.close();
        }
    }

    /** However many callers there are, only as many wait for the application's pool as may hold its connections. */
    @Test
    void doesNotWaitForAPoolThatTheApplicationHasExhausted() throws Exception {
        try (var source = pool(config -> {
                    config.setMaximumPoolSize(2);
                    config.setConnectionTimeout(30_000);
                });
                var database = ServerDatabase.of(source, 2)) {
            try (var stall = new Stall();
                    Connection one = source.getConnection();
                    Connection two = source.getConnection()) {
                List<CompletableFuture<LoginException>> callers = Stream.generate(() -> CompletableFuture.supplyAsync(
                                () -> refused(() -> database.write(ApplicationPoolContract::increment)),
                                task -> new Thread(task).start()))
                        .limit(10)
                        .toList();
                assertThat(callers)
                        .allSatisfy(caller -> assertThat(caller.join().code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));

                assertThat(stall.used()).isLessThan(Duration.ofSeconds(15));
                assertThat(source.getHikariPoolMXBean().getThreadsAwaitingConnection())
                        .isEqualTo(2);
            }
            while (database.load().inUse() > 0) {
                Thread.onSpinWait();
            }
            assertThat(count()).as("a refused caller writes nothing").isZero();
            database.write(ApplicationPoolContract::increment);
            assertThat(count()).isEqualTo(1);
            assertThat(source.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    private HikariDataSource pool(Consumer<HikariConfig> more) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(server.user());
        config.setPassword("");
        config.setMinimumIdle(1);
        more.accept(config);
        return new HikariDataSource(config);
    }

    /** Uses a statement that fails within a transaction, since every query would itself begin one. */
    private void requireNoTransaction(Connection connection) throws SQLException {
        if (server == TestServer.POSTGRESQL) {
            connection.setReadOnly(false);
        } else {
            sql(connection, "SET TRANSACTION READ WRITE");
        }
    }

    private static String isolation(Connection connection) throws SQLException {
        return switch (connection.getTransactionIsolation()) {
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE_READ";
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ_UNCOMMITTED";
            default -> "READ_COMMITTED";
        };
    }

    private static int increment(SqlConnection handle) {
        return handle.execute("UPDATE counter SET n = n + 1 WHERE id = 1");
    }

    private static int count(SqlConnection handle) {
        return handle.first("SELECT n FROM counter WHERE id = 1", row -> row.getInt(1))
                .orElseThrow();
    }

    private int count() throws SQLException {
        return number("SELECT n FROM counter WHERE id = 1");
    }

    private int rows(String table) throws SQLException {
        return number("SELECT count(*) FROM " + table);
    }

    private int number(String query) throws SQLException {
        try (Connection connection = witness.getConnection()) {
            return Integer.parseInt(text(connection, query));
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private static void sql(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void sql(DataSource source, String sql) {
        try (Connection connection = source.getConnection()) {
            sql(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
