package dev.saoma.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.saoma.durability.Durability;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * PostgreSQL, MySQL or MariaDB behind a connection pool, which several nodes may share.
 *
 * <pre>{@code
 * Database database = ServerDatabase.open(
 *         "jdbc:postgresql://localhost/shop", "shop", Secret.of(System.getenv("DB_PASSWORD")), 10);
 * App app = App.builder(Path.of("my-app")).database(database).open();
 * }</pre>
 *
 * <p>Transactions run in READ COMMITTED. After a conflict (a unique key, a deadlock, a lock wait timeout) the work is
 * rolled back and run again, at most eight times; work that throws a {@link LoginException} is run a second time.
 * Callers queue in order, one for each connection. A caller gets {@code store_unavailable} when no connection is free
 * within 2.5 seconds or the server is silent for 5 seconds.
 */
public final class ServerDatabase implements Database {
    private static final int ATTEMPTS = 8;
    private static final int PAUSE_MS = 5;
    private static final int UNAVAILABLE = 500;

    private final String name;
    private final Dialect dialect;
    private final ConnectionPool pool;
    private final UnaryOperator<FluentConfiguration> migration;

    private ServerDatabase(
            String name, Dialect dialect, ConnectionPool pool, UnaryOperator<FluentConfiguration> migration) {
        this.name = name;
        this.dialect = dialect;
        this.pool = pool;
        this.migration = migration;
    }

    /**
     * Uses an application's data source, which the application closes. Connections may come in any state (without
     * auto-commit, read-only, in another schema, at another isolation level); the state is set as needed and restored.
     *
     * <p>Work runs in its own transaction on a separate thread: rows of Saoma are neither committed nor rolled back
     * with a transaction of the caller. When a data source gives a connection with an open transaction all the same,
     * nothing is done and {@code store_unavailable} is thrown.
     *
     * @param connections how many connections Saoma may use at once; at least 1
     * @throws ConfigException when the database is neither PostgreSQL nor MySQL nor MariaDB
     * @throws LoginException {@code store_unavailable} when the data source gives no connection
     */
    public static ServerDatabase of(DataSource source, int connections) {
        try {
            var pool = ApplicationPool.of(source, connections);
            return new ServerDatabase("data source", pool.dialect(), pool, flyway -> flyway.dataSource(source));
        } catch (SQLException e) {
            throw StoreErrors.of(e);
        }
    }

    /**
     * Connects with a new pool, which {@link #close} closes.
     *
     * @param url {@code jdbc:postgresql:…}, {@code jdbc:mariadb:…} or {@code jdbc:mysql:…}; its driver must be on
     *     the class path
     * @param poolSize the number of connections, at least 1
     * @throws ConfigException when the server rejects the address, the user, the password or the database's name
     * @throws LoginException {@code store_unavailable} when the server does not answer
     */
    public static ServerDatabase open(String url, String user, Secret password, int poolSize) {
        var address = new ServerAddress(url, user, password);
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(address.pool(poolSize, ConnectionPool.WAIT_MS));
        } catch (HikariPool.PoolInitializationException e) {
            throw address.refused(e);
        }
        try (var connection = pool.getConnection()) {
            Dialect dialect = ServerDialect.of(address.toString(), connection.getMetaData());
            return new ServerDatabase(
                    address.toString(), dialect, new DedicatedPool(pool, dialect, poolSize), address::migration);
        } catch (SQLException e) {
            pool.close();
            throw StoreErrors.of(e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public <T> T write(Durability durability, Function<SqlConnection, T> work) {
        return again(() -> pool.write(durability, work));
    }

    @Override
    public <T> T writeSingle(Durability durability, Function<SqlConnection, T> work) {
        return again(() -> pool.writeSingle(durability, work));
    }

    /** Runs a transaction again after a conflict. */
    private static <T> T again(Supplier<T> transaction) {
        boolean refused = false;
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (LoginException e) {
                // Between two of its queries another transaction may have committed; the second run sees all of its
                // rows.
                if (refused || e.code().status() >= UNAVAILABLE) {
                    throw e;
                }
                refused = true;
            } catch (UncheckedSqlException e) {
                if (attempt == ATTEMPTS || !StoreErrors.isConflict(e)) {
                    throw StoreErrors.of(e);
                }
                pause(attempt);
            }
        }
    }

    @Override
    public <T> T read(Function<SqlConnection, T> work) {
        try {
            return pool.read(work);
        } catch (UncheckedSqlException e) {
            throw StoreErrors.of(e);
        }
    }

    @Override
    public DatabaseLoad load() {
        return pool.load();
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MS * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreErrors.unavailable("interrupted");
        }
    }

    @Override
    public void migrate(String location, String history) {
        try {
            migration(location, history).run();
        } catch (FlywayException e) {
            if (StoreErrors.isConnectionFailure(e)) {
                throw StoreErrors.of(e);
            }
            throw new ConfigException(
                    name,
                    "",
                    "cannot be brought up to date (" + StoreErrors.note(e) + "); may the user create tables, is the"
                            + " database of a newer release, or was a table changed by hand?");
        }
    }

    @Override
    public SchemaState state(String location, String history) {
        try {
            return migration(location, history).state();
        } catch (FlywayException e) {
            throw StoreErrors.of(e);
        }
    }

    private Migration migration(String location, String history) {
        String scripts = location + "/" + ServerDialect.folder(dialect);
        return Migration.of(migration.apply(Flyway.configure()), scripts, history);
    }

    @Override
    public void verify() {
        read(sql -> ServerDialect.firstLaxColumn(sql, dialect)).ifPresent(column -> {
            throw new ConfigException(
                    name,
                    column,
                    "takes texts for equal that differ in case or in spaces at the end, which would make two people"
                            + " one; give it the type that Saoma's own script gives it");
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
