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
 * The embedded default: one SQLite file, written by one thread that commits in groups and syncs every commit
 * ({@code synchronous=FULL}), read by a few connections. What was acknowledged survives {@code kill -9} and, as far as the
 * disk keeps its word, a power cut. A second process on the same file is refused. Files and folders that are made here are
 * their owner's alone (0600, 0700), and a disk with less than 5 % free is named in the log.
 */
public final class SqliteDatabase implements Database {
    private static final int READERS = 2;
    private static final int READER_WAIT_MS = 5_000;

    private final String url;
    private final SqliteWriter writer;
    private final @Nullable Readers readers;
    private final Runnable unlocking;

    private SqliteDatabase(String url, SqliteWriter writer, @Nullable Readers readers, Runnable unlocking) {
        this.url = url;
        this.writer = writer;
        this.readers = readers;
        this.unlocking = unlocking;
    }

    private record Readers(HikariDataSource pool, Jdbi jdbi) {
        static Readers of(HikariDataSource pool) {
            return new Readers(pool, Jdbi.create(pool));
        }
    }

    /**
     * A database in memory, for tests and trials: it is nobody else's, and gone once it is closed. Everything, reading too,
     * is done by its one thread.
     */
    public static SqliteDatabase inMemory() {
        // Shared, so that migrating finds the same one.
        String url = "jdbc:sqlite:file:saoma-" + UUID.randomUUID() + "?mode=memory&cache=shared";
        return new SqliteDatabase(url, new SqliteWriter(Jdbi.create(source(url))), null, () -> {});
    }

    /** Whether this process has that file open, which is why {@link #open} refuses it. */
    public static boolean isOpenHere(Path file) {
        return ProcessLock.isHeld(file);
    }

    /**
     * Opens the file, and makes it when it is not there.
     *
     * @throws ConfigException when the folder cannot be written, another process has the file, or it is no SQLite database
     */
    public static SqliteDatabase open(Path file) {
        ProcessLock lock = ProcessLock.of(file);
        @Nullable SqliteWriter writer = null;
        try {
            // As an address, because in a plain name everything from a question mark on would be taken for settings.
            String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri();
            PrivateFiles.file(file);
            writer = new SqliteWriter(Jdbi.create(source(url)), DiskSpace.around(file)::look);
            // SQLite opens a file that must not be written for reading, and says so when somebody begins to write.
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
        unlocking.run();
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
