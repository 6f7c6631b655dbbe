package dev.saoma.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.saoma.error.ConfigException;
import dev.saoma.query.Dialect;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
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
    private final FileChannel lockFile;
    private final SqliteWriter writer;
    private final HikariDataSource pool;
    private final Jdbi readers;

    private SqliteDatabase(Path file, FileChannel lockFile) {
        this.url = "jdbc:sqlite:" + file;
        this.lockFile = lockFile;
        this.writer = new SqliteWriter(Jdbi.create(source(url)));
        var config = new HikariConfig();
        config.setPoolName("saoma-sqlite-readers");
        config.setDataSource(source(url));
        config.setConnectionInitSql("PRAGMA query_only = true");
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(READER_WAIT_MS);
        this.pool = new HikariDataSource(config);
        this.readers = Jdbi.create(pool);
    }

    /**
     * Opens the file, and makes it when it is not there.
     *
     * @throws ConfigException when the folder cannot be written, or another process has the file
     */
    public static SqliteDatabase open(Path file) {
        FileChannel lock = lock(file);
        try {
            return new SqliteDatabase(file.toAbsolutePath(), lock);
        } catch (RuntimeException e) {
            closeQuietly(lock);
            throw e;
        }
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
    public void migrate(String location, String history) {
        Flyway.configure()
                .dataSource(source(url))
                .locations("classpath:" + location + "/sqlite")
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    @Override
    public void close() {
        writer.close();
        pool.close();
        closeQuietly(lockFile);
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

    /** SQLite lets several processes in; two writers with caches of their own would break what we promise of sessions. */
    private static FileChannel lock(Path file) {
        Path lockPath = file.resolveSibling(file.getFileName() + ".lock");
        @Nullable FileChannel channel = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This process has it: the same answer as for another.
        } catch (IOException e) {
            closeQuietly(channel);
            throw new ConfigException(file.toString(), "", "cannot be written; is the folder there, and yours?");
        }
        closeQuietly(channel);
        throw new ConfigException(
                file.toString(),
                "",
                "is in use by another Saoma; stop that one, or give this one a data folder of its own");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing is lost with a lock file.
        }
    }
}
