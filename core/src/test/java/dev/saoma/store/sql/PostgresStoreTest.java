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
import org.postgresql.xa.PGXADataSource;

class PostgresStoreTest extends ServerStoreSuite {

    PostgresStoreTest() {
        super(TestServer.POSTGRESQL, Dialect.POSTGRESQL);
    }

    @Nested
    class Server extends ServerDatabaseContract {
        Server() {
            super(TestServer.POSTGRESQL, "ALTER column TYPE CHAR(64)", "1", "2", "3", "4", "5", "6", "7");
        }

        @Override
        protected void readOnly(boolean is, String database) throws SQLException {
            try (Connection connection = TestServer.POSTGRESQL.connection();
                    var statement = connection.createStatement()) {
                statement.execute("ALTER DATABASE " + database + " SET default_transaction_read_only = " + is);
            }
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
