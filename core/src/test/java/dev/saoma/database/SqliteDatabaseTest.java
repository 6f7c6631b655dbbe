package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.store.sql.SqlStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteConnectionConfig;

@Timeout(60)
class SqliteDatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void makesItsFolder() {
        SqliteDatabase.open(folder.resolve("a/b/x.db")).close();

        assertThat(folder.resolve("a/b/x.db")).exists();
    }

    @Test
    void keepsItsFilesToItsOwner() throws Exception {
        Path file = folder.resolve("a/b/x.db");
        try (var database = SqliteDatabase.open(file)) {
            database.write(handle -> handle.execute("CREATE TABLE t (id INTEGER)"));

            assertThat(permissions(folder.resolve("a"))).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("a/b"))).isEqualTo("rwx------");
            try (var files = Files.list(file.getParent())) {
                assertThat(files)
                        .hasSize(4)
                        .allSatisfy(one ->
                                assertThat(permissions(one)).as(one.toString()).isEqualTo("rw-------"));
            }
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void asksTheDriverNeitherForKeysNorForTransactions() {
        try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
            var settings = database.write(handle -> settings(handle.jdbc()));

            assertThat(settings.isGetGeneratedKeys()).isFalse();
            assertThat(settings.isAutoCommit()).isFalse();
        }
    }

    private static SQLiteConnectionConfig settings(Connection jdbc) {
        try {
            return jdbc.unwrap(SQLiteConnection.class).getConnectionConfig();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsItsRowsOverARestart() {
        try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
            database.write(handle -> handle.execute("CREATE TABLE t (id INTEGER)"));
            database.write(handle -> handle.execute("INSERT INTO t VALUES (7)"));
        }

        try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
            int id = database.read(handle ->
                    handle.first("SELECT id FROM t", row -> row.getInt(1)).orElseThrow());
            assertThat(id).isEqualTo(7);
        }
    }

    @Test
    void syncsEveryCommit() {
        try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
            int synchronous = database.write(handle ->
                    handle.first("PRAGMA synchronous", row -> row.getInt(1)).orElseThrow());
            assertThat(synchronous).as("FULL").isEqualTo(2);
        }
    }

    @Test
    void migratesTwiceWithoutHarm() {
        SqlStore.open(SqliteDatabase.open(folder.resolve("x.db")), true).close();
        try (var store = SqlStore.open(SqliteDatabase.open(folder.resolve("x.db")), true)) {
            boolean unlinked = store.read(tx ->
                    tx.auths().isUnbound(new dev.saoma.identity.AppId("wx1"), new dev.saoma.identity.UserId("ann")));
            assertThat(unlinked).isFalse();
        }
    }

    @Nested
    class AFileInUse {

        @Test
        void isRefusedInTheSameProcess() {
            try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
                refused(folder.resolve("x.db"));
            }
        }

        @Test
        void isRefusedUnderAnotherNameOfIt() throws Exception {
            Files.createSymbolicLink(folder.resolve("link"), folder);
            try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
                refused(folder.resolve("link/x.db"));
            }
        }

        @Test
        void isRefusedToAnotherProcess() throws Exception {
            try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
                assertThat(DatabaseChild.open(folder.resolve("x.db"))).isEqualTo("refused");
            }
        }

        @Test
        void isRefusedToAnotherProcessAlsoAfterThisOneTriedTwice() throws Exception {
            try (var database = SqliteDatabase.open(folder.resolve("x.db"))) {
                refused(folder.resolve("x.db"));

                assertThat(DatabaseChild.open(folder.resolve("x.db"))).isEqualTo("refused");
            }
        }

        @Test
        void isFreeOnceItIsClosed() {
            SqliteDatabase.open(folder.resolve("x.db")).close();

            SqliteDatabase.open(folder.resolve("x.db")).close();
        }

        @Test
        void isFreeOnceItsProcessDied() throws Exception {
            String file = folder.resolve("x.db").toString();
            Process child = DatabaseChild.start(DatabaseChild.Task.ALTERNATE, file, Map.of());
            child.getInputStream().read();
            child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

            SqliteDatabase.open(folder.resolve("x.db")).close();
        }
    }

    @Nested
    class AFileThatCannotBe {

        @Test
        void isNamedWhenItIsNoDatabase() throws Exception {
            Files.writeString(folder.resolve("x.db"), "this is no database ".repeat(100));

            refused(folder.resolve("x.db"));
        }

        @Test
        void isNamedWhenItIsAFolder() throws Exception {
            Files.createDirectories(folder.resolve("x.db"));

            refused(folder.resolve("x.db"));
        }

        @Test
        void isNamedWhenItsFolderIsAFile() throws Exception {
            Files.writeString(folder.resolve("a"), "");

            refused(folder.resolve("a/x.db"));
        }

        @Test
        void isTheVeryFileThatWasNamedWhateverItsName() {
            SqliteDatabase.open(folder.resolve("50%20off? #1.db")).close();

            assertThat(folder.resolve("50%20off? #1.db")).exists();
        }
    }

    private static void refused(Path file) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SqliteDatabase.open(file).close())
                .withMessageContaining(file.toString());
    }
}
