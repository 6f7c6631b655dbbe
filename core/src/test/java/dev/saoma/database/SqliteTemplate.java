package dev.saoma.database;

import dev.saoma.store.Store;
import dev.saoma.store.sql.SqlStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty, migrated SQLite file, created once, because a copy is faster than a migration. */
public final class SqliteTemplate {
    private static final Path TEMPLATE = make();

    private SqliteTemplate() {}

    /** Opens a store on a copy in a folder. */
    public static Store store(Path folder) {
        return SqlStore.open(SqliteDatabase.open(copy(folder.resolve("saoma.db"))), false);
    }

    /** Opens a copy in a folder. */
    public static SqliteDatabase database(Path folder) {
        return SqliteDatabase.open(copy(folder.resolve("saoma.db")));
    }

    public static Path copy(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.copy(TEMPLATE, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() {
        try {
            Path folder = Files.createTempDirectory("saoma-template");
            Path file = folder.resolve("saoma.db");
            SqlStore.open(SqliteDatabase.open(file), true).close();
            file.toFile().deleteOnExit();
            folder.resolve("saoma.db.lock").toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
