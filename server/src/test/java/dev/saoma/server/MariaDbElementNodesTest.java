package dev.saoma.server;

import org.junit.jupiter.api.Tag;

/** Login methods in a MariaDB database. */
@Tag("full")
class MariaDbElementNodesTest extends ElementNodesContract {
    @Override
    DatabaseServer server() {
        return DatabaseServer.MARIADB;
    }
}
