package dev.saoma;

import dev.saoma.sql.Database;
import dev.saoma.sql.TestServer;
import java.nio.file.Path;

class PostgresRacesTest extends RacesContract {
    @Override
    Database database(Path folder) {
        return TestServer.POSTGRESQL.migrated();
    }
}
