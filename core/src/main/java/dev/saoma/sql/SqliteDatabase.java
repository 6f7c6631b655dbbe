package dev.saoma.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.saoma.error.ConfigException;
import dev.saoma.query.Dialect;
import java.nio.file.Path;
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
 * disk keeps its word, a power cut. A second process on the same file is refused.
 */
public final class SqliteDatabase implements Database {
    private static final int READERS = 2;
    private static final int READER_WAIT_MS = 5_000;

    private final String url;
    private final ProcessLock lock;
    private final SqliteWriter writer;
    private final HikariDataSource pool;
    private final Jdbi readers;

    private SqliteDatabase(String url, ProcessLock lock, SqliteWriter writer, HikariDataSource pool) {
        this.url = url;
        this.lock = lock;
        this.writer = writer;
        this.pool = pool;
        this.readers = Jdbi.create(pool);
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
            writer = new SqliteWriter(Jdbi.create(source(url)));
            return new SqliteDatabase(url, lock, writer, pool(url));
        } catch (JdbiException | HikariPool.PoolInitializationException e) {
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
        try {
            return readers.withHandle(work::apply);
        } catch (JdbiException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public DatabaseLoad load() {
        var reading = pool.getHikariPoolMXBean();
        int inUse = reading.getActiveConnections() + (writer.busy() ? 1 : 0);
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
        pool.close();
        lock.close();
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
