package dev.saoma.store.sql;

import dev.saoma.database.ApplicationPoolContract;
import dev.saoma.database.Database;
import dev.saoma.database.Dialect;
import dev.saoma.database.ServerConnectionContract;
import dev.saoma.database.ServerDatabaseContract;
import dev.saoma.database.TestServer;
import dev.saoma.query.FilterContract;
import dev.saoma.store.AccountConstraintsContract;
import dev.saoma.store.AuditRowsContract;
import dev.saoma.store.BrowserTicketsContract;
import dev.saoma.store.LeaseRowsContract;
import dev.saoma.store.SessionChangesContract;
import dev.saoma.store.SessionRowsContract;
import dev.saoma.store.Store;
import dev.saoma.store.TicketRowsContract;
import dev.saoma.store.WeChatAuthRowsContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Nested;
import org.mariadb.jdbc.MariaDbDataSource;

/** Every contract in one class, so that one JVM alone starts the server. */
class MariaDbStoreTest {

    private static Store store() {
        return TestServer.MARIADB.store();
    }

    @Nested
    class Turns extends LeaseRowsContract {
        @Override
        protected Database database(Path folder) {
            return TestServer.MARIADB.migrated();
        }
    }

    @Nested
    class TicketRows extends TicketRowsContract {
        @Override
        protected Store open(Path folder) {
            return store();
        }
    }

    @Nested
    class Sessions extends SessionRowsContract {
        @Override
        protected Store open(Path folder) {
            return store();
        }
    }

    @Nested
    class Auths extends WeChatAuthRowsContract {
        @Override
        protected Store open(Path folder) {
            return store();
        }
    }

    @Nested
    class Ledger extends AccountConstraintsContract {
        @Override
        protected Store open(Path folder) {
            return store();
        }
    }

    @Nested
    class TicketsOfABrowser extends BrowserTicketsContract {
        @Override
        protected Store open(Path folder) {
            return store();
        }
    }

    @Nested
    class SessionsThatChange extends SessionChangesContract {
        @Override
        protected Store open(Path folder) {
            return store();
        }
    }

    @Nested
    class Trail extends AuditRowsContract {
        @Override
        protected Store open(Path folder) {
            return store();
        }
    }

    @Nested
    class Filters extends FilterContract {
        @Override
        protected Connection connect(Path folder) throws SQLException {
            return TestServer.MARIADB.shared().getConnection();
        }

        @Override
        protected Dialect dialect() {
            return Dialect.MYSQL;
        }
    }

    @Nested
    class Server extends ServerDatabaseContract {
        Server() {
            super(
                    TestServer.MARIADB,
                    "MODIFY column VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                    "1",
                    "2",
                    "3");
        }

        @Override
        protected void readOnly(boolean is, String database) throws SQLException {
            try (Connection connection = TestServer.MARIADB.shared().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("SET GLOBAL tx_read_only = " + is);
            }
        }
    }

    @Nested
    class Connections extends ServerConnectionContract {
        Connections() {
            super(TestServer.MARIADB);
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
