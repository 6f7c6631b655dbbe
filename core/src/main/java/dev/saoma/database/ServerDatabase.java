package dev.saoma.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * PostgreSQL, MySQL or MariaDB behind a pool of connections, which several nodes may share.
 *
 * <p>Work runs in READ COMMITTED. What lost a race (a unique key, a deadlock, a lock that did not come) is rolled back and
 * run again, eight times at most; work that refuses by a {@link LoginException} is asked once more. Callers queue in order,
 * as many at a time as there are connections; who finds none within 2.5 seconds, or a server that is silent for 5, is told
 * {@code store_unavailable}.
 */
public final class ServerDatabase implements Database {
    private static final int RUNS = 8;
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
     * Uses an application's own data source, which stays the application's to close. However its connections come (without
     * auto-commit, read-only, in another schema, at another isolation), they are set as needed and go back as they came.
     *
     * <p>Work runs in a transaction of its own, on a thread of its own: neither rows of Saoma's nor their loss belong to a
     * transaction that the caller has open. Where a data source gives a connection with a transaction open in it all the
     * same, nothing is done and {@code store_unavailable} is thrown.
     *
     * @param connections how many of its connections Saoma may hold at once; at least 1
     * @throws ConfigException when it is neither PostgreSQL nor MySQL nor MariaDB
     * @throws LoginException {@code store_unavailable} when it gives no connection
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
     * Connects with a pool of its own, which {@link #close} closes.
     *
     * @param url {@code jdbc:postgresql:…}, {@code jdbc:mariadb:…} or {@code jdbc:mysql:…}; its driver must be on the class
     *     path
     * @param poolSize connections, at least 1
     * @throws ConfigException when the address, the user, the password or the database's name is refused
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
                    address.toString(), dialect, new DedicatedPool(pool, poolSize), address::migration);
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
    public <T> T write(Function<Handle, T> work) {
        boolean refused = false;
        for (int run = 1; ; run++) {
            try {
                return pool.write(work);
            } catch (LoginException e) {
                // Between two of its queries the rule may have seen half of what another did; a second look sees all.
                if (refused || e.code().status() >= UNAVAILABLE) {
                    throw e;
                }
                refused = true;
            } catch (JdbiException e) {
                if (run == RUNS || !RetryableConflict.isCauseOf(e)) {
                    throw StoreErrors.of(e);
                }
                pause(run);
            }
        }
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        try {
            return pool.read(work);
        } catch (JdbiException e) {
            throw StoreErrors.of(e);
        }
    }

    @Override
    public DatabaseLoad load() {
        return pool.load();
    }

    private static void pause(int run) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MS * run));
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
            if (StoreErrors.isOfConnection(e)) {
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
        read(handle -> ServerDialect.firstLaxColumn(handle, dialect)).ifPresent(column -> {
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
