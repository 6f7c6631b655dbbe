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
import org.postgresql.xa.PGXADataSource;

/** Every contract in one class, so that one JVM alone starts the server. */
class PostgresStoreTest {

    private static Store store() {
        return TestServer.POSTGRESQL.store();
    }

    @Nested
    class Turns extends LeaseRowsContract {
        @Override
        protected Database database(Path folder) {
            return TestServer.POSTGRESQL.migrated();
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
            return TestServer.POSTGRESQL.shared().getConnection();
        }

        @Override
        protected Dialect dialect() {
            return Dialect.POSTGRESQL;
        }
    }

    @Nested
    class Server extends ServerDatabaseContract {
        Server() {
            super(TestServer.POSTGRESQL, "ALTER column TYPE CHAR(64)", "1", "2", "3", "4");
        }

        @Override
        protected void readOnly(boolean is, String database) throws SQLException {
            try (Connection connection = TestServer.POSTGRESQL.shared().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE " + database + " SET default_transaction_read_only = " + is);
            }
        }
    }

    @Nested
    class Connections extends ServerConnectionContract {
        Connections() {
            super(TestServer.POSTGRESQL);
        }
    }

    @Nested
    class OfAnApplication extends ApplicationPoolContract {
        OfAnApplication() {
            super(TestServer.POSTGRESQL);
        }

        @Override
        protected void leave(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA elsewhere");
            }
            connection.setSchema("elsewhere");
        }

        @Override
        protected String whereabouts() {
            return "SHOW search_path";
        }

        @Override
        protected List<String> dangers() {
            return List.of("SET synchronous_commit = off");
        }

        @Override
        protected String dangersNow() {
            return "SHOW synchronous_commit";
        }

        @Override
        protected XADataSource distributed(String url) {
            var source = new PGXADataSource();
            source.setUrl(url);
            source.setUser(TestServer.POSTGRESQL.user());
            return source;
        }
    }
}
