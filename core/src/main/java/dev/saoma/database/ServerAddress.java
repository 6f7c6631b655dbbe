package dev.saoma.database;

import com.zaxxer.hikari.HikariConfig;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Secret;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database server, with user and password. Its text form is the address alone, without parameters or
 * credentials.
 */
final class ServerAddress {
    private static final Pattern FORM = Pattern.compile("jdbc:(postgresql|mariadb|mysql):.+");
    private static final int TIMEOUT_SECONDS = 5;

    /** Wrong password, unknown user, unknown database, no permission. */
    private static final Set<String> REFUSED = Set.of("28P01", "28000", "3D000", "42000", "42501");

    private final String url;
    private final String user;
    private final Secret password;

    ServerAddress(String url, String user, Secret password) {
        this.url = url;
        this.user = user;
        this.password = password;
        if (!FORM.matcher(url).matches()) {
            throw fault("is no address of a database that Saoma knows; write jdbc:postgresql://host/database or"
                    + " jdbc:mariadb://host/database");
        }
        if (DriverManager.drivers().noneMatch(this::isFor)) {
            throw fault("has no driver on the class path; the MariaDB driver wants jdbc:mariadb: for MySQL too");
        }
    }

    HikariConfig pool(int size, int waitMs) {
        var config = new HikariConfig();
        config.setPoolName("saoma-store");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password.reveal());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(waitMs);
        config.setValidationTimeout(waitMs);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (url.startsWith("jdbc:postgresql:")) {
            config.addDataSourceProperty("loginTimeout", String.valueOf(TIMEOUT_SECONDS));
            config.addDataSourceProperty("connectTimeout", String.valueOf(TIMEOUT_SECONDS));
            config.addDataSourceProperty("socketTimeout", String.valueOf(TIMEOUT_SECONDS));
            config.addDataSourceProperty("tcpKeepAlive", "true");
            // A commit is acknowledged after it is on disk, also where the server's default differs.
            config.setConnectionInitSql("SELECT set_config('synchronous_commit', 'on', FALSE)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
        } else {
            config.addDataSourceProperty("connectTimeout", String.valueOf(TIMEOUT_SECONDS * 1_000));
            config.addDataSourceProperty("socketTimeout", String.valueOf(TIMEOUT_SECONDS * 1_000));
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.setConnectionInitSql("SET SESSION innodb_lock_wait_timeout = 1,"
                    + " sql_mode = concat_ws(',', nullif(@@sql_mode, ''), 'STRICT_ALL_TABLES')");
        }
        return config;
    }

    /** A migration may take longer than any request, so its connection has no time-outs. */
    FluentConfiguration migration(FluentConfiguration flyway) {
        return flyway.dataSource(url, user, password.reveal());
    }

    /** Returns the exception for a first connection that failed. */
    LoginException refused(Throwable failure) {
        @Nullable SQLException sql = StoreErrors.sql(failure);
        String state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
        if (REFUSED.contains(state)) {
            return fault("refuses the user, the password or the database's name (" + StoreErrors.note(failure) + ")");
        }
        return new LoginException(
                ErrorCode.STORE_UNAVAILABLE,
                "The database at " + this + " does not answer; is it up, and is that its address?",
                StoreErrors.note(failure),
                Map.of());
    }

    private ConfigException fault(String problem) {
        return new ConfigException(toString(), "", problem);
    }

    private boolean isFor(Driver driver) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
    }
}
