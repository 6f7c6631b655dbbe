package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SqlConnectionTest {
    @Nested
    class OnSqlite extends SqlConnectionContract {
        @TempDir
        private Path folder;

        @Override
        protected Database open() {
            return SqliteDatabase.open(folder.resolve("x.db"));
        }

        @Override
        protected String key() {
            return "INTEGER";
        }
    }

    @Nested
    class OnPostgresql extends SqlConnectionContract {
        @Override
        protected Database open() {
            return on(TestServer.POSTGRESQL);
        }

        @Override
        protected String key() {
            return "BIGINT GENERATED ALWAYS AS IDENTITY";
        }
    }

    @Tag("full")
    @Nested
    class OnMariaDb extends SqlConnectionContract {
        @Override
        protected Database open() {
            return on(TestServer.MARIADB);
        }

        @Override
        protected String key() {
            return "BIGINT AUTO_INCREMENT";
        }
    }

    private static Database on(TestServer server) {
        return ServerDatabase.open(server.newDatabase(), server.user(), server.password(), 1);
    }

    /** The statements that are prepared on a connection, and which of them are open. */
    @Nested
    class ThatKeepsStatements {
        private static final int KEPT = 128;

        private final List<String> prepared = new ArrayList<>();
        private final List<PreparedStatement> statements = new ArrayList<>();
        private SqlConnection sql;

        @BeforeEach
        void open() throws SQLException {
            Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
            sql = SqlConnection.keepingStatements((Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        Object result = call(connection, method, arguments);
                        if (method.getName().equals("prepareStatement")) {
                            prepared.add((String) arguments[0]);
                            statements.add((PreparedStatement) result);
                        }
                        return result;
                    }));
            sql.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
            prepared.clear();
        }

        private static Object call(Connection connection, java.lang.reflect.Method method, Object[] arguments)
                throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @AfterEach
        void close() {
            sql.close();
        }

        private int openStatements() throws SQLException {
            int open = 0;
            for (PreparedStatement statement : statements) {
                open += statement.isClosed() ? 0 : 1;
            }
            return open;
        }

        private void insert(int id) {
            sql.execute("INSERT INTO t VALUES (?)", id);
        }

        @Test
        void preparesEachOnce() {
            for (int id = 1; id <= 10; id++) {
                insert(id);
                assertThat(sql.count("SELECT count(*) FROM t")).isEqualTo(id);
            }

            assertThat(prepared).containsExactly("INSERT INTO t VALUES (?)", "SELECT count(*) FROM t");
        }

        @Test
        void preparesOneAgainThatHasFailed() throws SQLException {
            insert(1);
            int open = openStatements();
            assertThatExceptionOfType(UncheckedSqlException.class).isThrownBy(() -> insert(1));
            assertThat(openStatements()).isEqualTo(open - 1);
            insert(2);

            assertThat(prepared).containsExactly("INSERT INTO t VALUES (?)", "INSERT INTO t VALUES (?)");
            assertThat(sql.count("SELECT count(*) FROM t")).isEqualTo(2);
        }

        @Test
        void closesTheOneThatWasNotUsedForTheLongestTime() throws SQLException {
            for (int i = 0; i < 2 * KEPT; i++) {
                sql.count("SELECT " + i);
                sql.count("SELECT 'used always'");
            }

            assertThat(openStatements()).isEqualTo(KEPT);
            assertThat(prepared).filteredOn("SELECT 'used always'"::equals).hasSize(1);
            sql.count("SELECT 0");
            assertThat(prepared).filteredOn("SELECT 0"::equals).hasSize(2);
        }

        @Test
        void keepsOneOfTwoThatAreTheSame() throws SQLException {
            insert(1);
            int open = openStatements();
            String query = "SELECT id FROM t WHERE id = ?";
            for (int i = 0; i < 3; i++) {
                assertThat(sql.list(query, row -> sql.list(query, inner -> inner.getInt(1), 1), 1))
                        .containsExactly(List.of(1));
            }

            assertThat(openStatements()).isEqualTo(open + 1);
        }

        @Test
        void closesAllWithTheConnection() throws SQLException {
            insert(1);
            sql.count("SELECT count(*) FROM t");
            sql.close();

            assertThat(openStatements()).isZero();
        }
    }
}
