package dev.saoma;

import dev.saoma.database.Database;
import dev.saoma.database.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

@Tag("full")
class MariaDbRacesTest extends RacesContract {
    @Override
    Database database(Path folder) {
        return TestServer.MARIADB.migrated();
    }
}
