package dev.saoma.server;

/** Login methods in a PostgreSQL database. */
class PostgresElementNodesTest extends ElementNodesContract {
    @Override
    DatabaseServer server() {
        return DatabaseServer.POSTGRESQL;
    }
}
