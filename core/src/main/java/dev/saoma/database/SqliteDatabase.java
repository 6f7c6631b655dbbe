package dev.saoma.database;

import dev.saoma.durability.Durability;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.internal.file.DiskSpace;
import dev.saoma.internal.file.PrivateFiles;
import dev.saoma.internal.file.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded default: one SQLite file, written by one connection that commits in groups, and read by a few others.
 * Acknowledged writes survive {@code kill -9}; {@link Durability#SYNCHRONOUS} ones also a power cut, if the disk syncs as it
 * says, {@link Durability#ASYNCHRONOUS} ones after about a second. A second process on the same file is refused. New files
 * and folders are readable by their owner alone (0600, 0700). A disk with less than 5 % free is logged.
 */
public final class SqliteDatabase implements Database {
    private static final int READERS = 2;
    private static final int WAIT_MS = 5_000;

    /**
     * Pages come from the system's cache without a call each; a million people take 400 MB. After each commit of another
     * connection SQLite maps the file anew, so connections that read between commits do without.
     */
    private static final long MAPPED_BYTES = 1L << 30;

    private static final int WRITER_CACHE_KIB = 16 * 1_024;

    private final String url;
    private final SqliteWriter writer;
    private final @Nullable Readers readers;
    private final Runnable release;

    /**
     * @param lookUps for look-ups that find the writer at work
     * @param queries for all other reads
     */
    private record Readers(SqliteReaders lookUps, SqliteReaders queries) {
        static Readers open(String url) throws SQLException {
            return new Readers(
                    readers(url, "query_only = true"),
                    readers(url, "query_only = true", "mmap_size = " + MAPPED_BYTES));
        }

        private static SqliteReaders readers(String url, String... pragmas) throws SQLException {
            List<SqlConnection> connections = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                connections.add(connect(url, pragmas));
            }
            return new SqliteReaders(connections, WAIT_MS);
        }

        DatabaseLoad load(SqliteWriter writer) {
            int inUse = lookUps.inUse() + queries.inUse() + (writer.busy() ? 1 : 0);
            int waiting = lookUps.waiting() + queries.waiting() + writer.waiting();
            return new DatabaseLoad(2 * READERS + 1, inUse, waiting);
        }

        void close() {
            lookUps.close();
            queries.close();
        }
    }

    private SqliteDatabase(String url, SqliteWriter writer, @Nullable Readers readers, Runnable release) {
        this.url = url;
        this.writer = writer;
        this.readers = readers;
        this.release = release;
    }

    /** Opens a new database in memory, for tests and trials; it is gone once closed. Its one connection also reads. */
    public static SqliteDatabase inMemory() {
        // A shared cache lets the migration's connection reach the same database.
        String url = "jdbc:sqlite:file:saoma-" + UUID.randomUUID() + "?mode=memory&cache=shared";
        try {
            var writer = new SqliteWriter(connect(url));
            return new SqliteDatabase(url, writer, null, writer::close);
        } catch (SQLException e) {
            throw StoreErrors.of(e);
        }
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
        Deque<Runnable> opened = new ArrayDeque<>(List.of(lock::close));
        try {
            // A URI, because in a plain name everything after a question mark would be read as settings.
            String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri();
            PrivateFiles.file(file);
            SqlConnection writing = connect(
                    url, "wal_autocheckpoint = 0", "cache_size = -" + WRITER_CACHE_KIB, "mmap_size = " + MAPPED_BYTES);
            var writer = new SqliteWriter(writing, DiskSpace.around(file)::check);
            opened.push(writer::close);
            // SQLite opens a write-protected file for reading, and reports that only when a write begins.
            writer.write(Durability.SYNCHRONOUS, sql -> true);
            var checkpoints = new SqliteCheckpoints(connect(url), writer, file);
            opened.push(checkpoints::close);
            return new SqliteDatabase(url, writer, Readers.open(url), () -> opened.forEach(Runnable::run));
        } catch (IOException | SQLException | UncheckedSqlException | LoginException e) {
            opened.forEach(Runnable::run);
            var fault = new ConfigException(
                    file.toString(), "", "cannot be opened; is it a SQLite database, and yours to write?");
            fault.initCause(e);
            throw fault;
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public <T> T write(Durability durability, Function<SqlConnection, T> work) {
        return writer.write(durability, work);
    }

    @Override
    public <T> T lookUp(Function<SqlConnection, T> work) {
        return readers == null ? read(work) : writer.readOr(work, readers.lookUps()::read);
    }

    @Override
    public <T> T read(Function<SqlConnection, T> work) {
        return readers == null
                ? writer.readOr(work, busy -> writer.write(Durability.ASYNCHRONOUS, busy))
                : readers.queries().read(work);
    }

    @Override
    public DatabaseLoad load() {
        return readers == null ? new DatabaseLoad(1, writer.busy() ? 1 : 0, writer.waiting()) : readers.load(writer);
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
        if (readers != null) {
            readers.close();
        }
        release.run();
    }

    private static SqlConnection connect(String url, String... pragmas) throws SQLException {
        Connection jdbc = source(url).getConnection();
        try (Statement statement = jdbc.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute("PRAGMA " + pragma);
            }
        }
        // SQLite itself commits what runs outside a transaction. The driver would try to begin one after every
        // statement as well.
        jdbc.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
        return SqlConnection.keepingStatements(jdbc);
    }

    private static SQLiteDataSource source(String url) {
        var properties = new Properties();
        // Keys come with RETURNING. The driver would compile a query for them after each insertion. Its method for this
        // property is missing in the version of Spring Boot 3.3, which ignores the property.
        properties.setProperty("jdbc.get_generated_keys", "false");
        var config = new SQLiteConfig(properties);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(WAIT_MS);
        var source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }
}
