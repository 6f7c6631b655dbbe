package dev.saoma.store.sql;

import dev.saoma.database.ApplicationPoolContract;
import dev.saoma.database.Dialect;
import dev.saoma.database.ServerDatabaseContract;
import dev.saoma.database.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.mariadb.jdbc.MariaDbDataSource;

@Tag("full")
class MariaDbStoreTest extends ServerStoreSuite {

    MariaDbStoreTest() {
        super(TestServer.MARIADB, Dialect.MYSQL);
    }

    @Nested
    class Server extends ServerDatabaseContract {
        Server() {
            super(
                    TestServer.MARIADB,
                    "MODIFY column VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                    "1",
                    "2",
                    "3",
                    "4",
                    "5");
        }

        @Override
        protected void readOnly(boolean is, String database) throws SQLException {
            try (Connection connection = TestServer.MARIADB.connection();
                    var statement = connection.createStatement()) {
                statement.execute("SET GLOBAL tx_read_only = " + is);
            }
        }
    }

    @Nested
    class OfAnApplication extends ApplicationPoolContract {
        OfAnApplication() {
            super(TestServer.MARIADB);
        }

        @Override
        protected void leave(Connection connection) throws SQLException {
            connection.setCatalog("information_schema");
        }

        @Override
        protected String whereabouts() {
            return "SELECT database()";
        }

        @Override
        protected List<String> dangers() {
            return List.of(
                    "SET SESSION sql_mode = ''",
                    "SET SESSION unique_checks = 0",
                    "SET SESSION sql_auto_is_null = 1",
                    "SET SESSION sql_safe_updates = 1",
                    "SET SESSION sql_select_limit = 3");
        }

        @Override
        protected String dangersNow() {
            return "SELECT concat_ws(' ', @@sql_mode, @@unique_checks, @@sql_auto_is_null, @@sql_safe_updates,"
                    + " @@sql_select_limit)";
        }

        @Override
        protected XADataSource distributed(String url) {
            try {
                return new MariaDbDataSource(url + "?user=" + TestServer.MARIADB.user());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
