package dev.saoma.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded default: one SQLite file. One thread writes it, commits in groups and syncs every commit
 * ({@code synchronous=FULL}); a few connections read it. Acknowledged writes survive {@code kill -9} and, if the disk
 * syncs as it says, a power cut. A second process on the same file is refused. New files and folders are readable by
 * their owner alone (0600, 0700). A disk with less than 5 % free is logged.
 */
public final class SqliteDatabase implements Database {
    private static final int READERS = 2;
    private static final int READER_WAIT_MS = 5_000;

    private final String url;
    private final SqliteWriter writer;
    private final @Nullable Readers readers;
    private final Runnable unlock;

    private SqliteDatabase(String url, SqliteWriter writer, @Nullable Readers readers, Runnable unlock) {
        this.url = url;
        this.writer = writer;
        this.readers = readers;
        this.unlock = unlock;
    }

    private record Readers(HikariDataSource pool, Jdbi jdbi) {
        static Readers of(HikariDataSource pool) {
            return new Readers(pool, Jdbi.create(pool));
        }
    }

    /** Opens a new database in memory, for tests and trials; it is gone once closed. Its one thread also reads. */
    public static SqliteDatabase inMemory() {
        // A shared cache lets the migration's connection reach the same database.
        String url = "jdbc:sqlite:file:saoma-" + UUID.randomUUID() + "?mode=memory&cache=shared";
        return new SqliteDatabase(url, new SqliteWriter(Jdbi.create(source(url))), null, () -> {});
    }

    /** Returns whether this process has the file open, so that {@link #open} refuses it. */
    public static boolean isOpenHere(Path file) {
        return ProcessLock.isHeld(file);
    }

    /**
     * Opens the file, and creates it when it does not exist.
     *
     * @throws ConfigException when the folder is not writable, another process has the file open, or it is no
     *     SQLite database
     */
    public static SqliteDatabase open(Path file) {
        ProcessLock lock = ProcessLock.of(file);
        @Nullable SqliteWriter writer = null;
        try {
            // A URI, because in a plain name everything after a question mark would be read as settings.
            String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri();
            PrivateFiles.file(file);
            writer = new SqliteWriter(Jdbi.create(source(url)), DiskSpace.around(file)::check);
            // SQLite opens a write-protected file for reading, and reports that only when a write begins.
            writer.write(handle -> true);
            return new SqliteDatabase(url, writer, Readers.of(pool(url)), lock::close);
        } catch (IOException | JdbiException | LoginException | HikariPool.PoolInitializationException e) {
            if (writer != null) {
                writer.close();
            }
            lock.close();
            var fault = new ConfigException(
                    file.toString(), "", "cannot be opened; is it a SQLite database, and yours to write?");
            fault.initCause(e);
            throw fault;
        }
    }

    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setPoolName("saoma-sqlite-readers");
        config.setDataSource(source(url));
        config.setConnectionInitSql("PRAGMA query_only = true");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(READER_WAIT_MS);
        return new HikariDataSource(config);
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return writer.write(work);
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        if (readers == null) {
            return writer.write(work);
        }
        try {
            return readers.jdbi().withHandle(work::apply);
        } catch (JdbiException e) {
            throw StoreErrors.of(e);
        }
    }

    @Override
    public DatabaseLoad load() {
        int writing = writer.busy() ? 1 : 0;
        if (readers == null) {
            return new DatabaseLoad(1, writing, writer.waiting());
        }
        var reading = readers.pool().getHikariPoolMXBean();
        int inUse = reading.getActiveConnections() + writing;
        return new DatabaseLoad(READERS + 1, inUse, reading.getThreadsAwaitingConnection() + writer.waiting());
    }

    @Override
    public void migrate(String location, String history) {
        try {
            migration(location, history).run();
        } catch (FlywayException e) {
            var fault = new ConfigException(
                    url, "", "cannot be brought up to date; is it of a newer release, or was a table changed by hand?");
            fault.initCause(e);
            throw fault;
        }
    }

    @Override
    public SchemaState state(String location, String history) {
        return migration(location, history).state();
    }

    private Migration migration(String location, String history) {
        return Migration.of(Flyway.configure().dataSource(source(url)), location + "/sqlite", history);
    }

    @Override
    public void close() {
        writer.close();
        if (readers != null) {
            readers.pool().close();
        }
        unlock.run();
    }

    private static SQLiteDataSource source(String url) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(READER_WAIT_MS);
        var source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }
}
