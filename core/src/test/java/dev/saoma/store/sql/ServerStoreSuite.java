package dev.saoma.store.sql;

import dev.saoma.database.Database;
import dev.saoma.database.Dialect;
import dev.saoma.database.ServerConnectionContract;
import dev.saoma.database.TestServer;
import dev.saoma.query.FilterContract;
import dev.saoma.store.LeaseRowsContract;
import dev.saoma.store.Store;
import dev.saoma.store.StoreSuite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Nested;

/** Every contract on one kind of database server. A single class, so that only one JVM starts the server. */
abstract class ServerStoreSuite extends StoreSuite {
    private final TestServer server;
    private final Dialect dialect;

    ServerStoreSuite(TestServer server, Dialect dialect) {
        this.server = server;
        this.dialect = dialect;
    }

    @Override
    protected Store open(Path folder) {
        return server.store();
    }

    @Nested
    class Turns extends LeaseRowsContract {
        @Override
        protected Database database(Path folder) {
            return server.migrated();
        }
    }

    @Nested
    class Filters extends FilterContract {
        @Override
        protected Connection connect(Path folder) throws SQLException {
            return server.shared().getConnection();
        }

        @Override
        protected Dialect dialect() {
            return dialect;
        }
    }

    @Nested
    class Connections extends ServerConnectionContract {
        Connections() {
            super(server);
        }
    }
}
