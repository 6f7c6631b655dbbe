package dev.saoma.sql;

import dev.saoma.audit.AuditEventsContract;
import dev.saoma.identity.LedgerConstraintsContract;
import dev.saoma.identity.WeChatAuthsContract;
import dev.saoma.login.LoginTransaction;
import dev.saoma.query.Dialect;
import dev.saoma.query.FilterContract;
import dev.saoma.session.SessionChangesContract;
import dev.saoma.session.SessionRowsContract;
import dev.saoma.store.Store;
import dev.saoma.ticket.BrowserTicketsContract;
import dev.saoma.ticket.TicketsContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Nested;
import org.postgresql.xa.PGXADataSource;

/** Every contract in one class, so that one JVM alone starts the server. */
class PostgresStoreTest {

    private static Store<LoginTransaction> store() {
        return TestServer.POSTGRESQL.store();
    }

    @Nested
    class Turns extends LeasesContract {
        @Override
        Database database(Path folder) {
            return TestServer.POSTGRESQL.migrated();
        }
    }

    @Nested
    class TicketRows extends TicketsContract {
        @Override
        protected Store<LoginTransaction> open(Path folder) {
            return store();
        }
    }

    @Nested
    class Sessions extends SessionRowsContract {
        @Override
        protected Store<LoginTransaction> open(Path folder) {
            return store();
        }
    }

    @Nested
    class Auths extends WeChatAuthsContract {
        @Override
        protected Store<LoginTransaction> open(Path folder) {
            return store();
        }
    }

    @Nested
    class Ledger extends LedgerConstraintsContract {
        @Override
        protected Store<LoginTransaction> open(Path folder) {
            return store();
        }
    }

    @Nested
    class TicketsOfABrowser extends BrowserTicketsContract {
        @Override
        protected Store<LoginTransaction> open(Path folder) {
            return store();
        }
    }

    @Nested
    class SessionsThatChange extends SessionChangesContract {
        @Override
        protected Store<LoginTransaction> open(Path folder) {
            return store();
        }
    }

    @Nested
    class Trail extends AuditEventsContract {
        @Override
        protected Store<LoginTransaction> open(Path folder) {
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
        void readOnly(boolean is, String database) throws SQLException {
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
        void leave(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA elsewhere");
            }
            connection.setSchema("elsewhere");
        }

        @Override
        String whereabouts() {
            return "SHOW search_path";
        }

        @Override
        List<String> dangers() {
            return List.of("SET synchronous_commit = off");
        }

        @Override
        String dangersNow() {
            return "SHOW synchronous_commit";
        }

        @Override
        XADataSource distributed(String url) {
            var source = new PGXADataSource();
            source.setUrl(url);
            source.setUser(TestServer.POSTGRESQL.user());
            return source;
        }
    }
}
