package dev.saoma.server;

import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.error.ConfigException;
import dev.saoma.redis.RedisAddress;
import dev.saoma.secret.Secret;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A database server that keeps everything instead of a SQLite file, and what its nodes share beside it. Its text form shows
 * neither address nor password.
 *
 * @param url {@code saoma.store.url}: {@code jdbc:postgresql://…} or {@code jdbc:mariadb://…}, which is for MySQL as well
 * @param user {@code saoma.store.user}, empty when not given
 * @param password {@code saoma.store.password}, empty when not given
 * @param poolSize {@code saoma.store.pool-size}, connections of this node, 1 to 1,000; 8 when not given
 * @param redis {@code saoma.redis.url}: {@code redis://…} or {@code rediss://…}, through which several nodes count requests
 *     together and hear at once of sessions that end; none when not given
 */
public record StoreSettings(String url, String user, Secret password, int poolSize, Optional<RedisAddress> redis) {
    private static final String REDIS = "saoma.redis.url";
    private static final String URL = "saoma.store.url";
    private static final Set<String> NEED_URL =
            Set.of(REDIS, "saoma.store.user", "saoma.store.password", "saoma.store.pool-size");
    private static final Pattern ADDRESS = Pattern.compile("jdbc:(postgresql|mariadb):.+");
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,2}|1000");
    private static final int CONNECTIONS = 8;

    /** Without a Redis. */
    public StoreSettings(String url, String user, Secret password, int poolSize) {
        this(url, user, password, poolSize, Optional.empty());
    }

    static Optional<StoreSettings> read(Configuration configuration) {
        Optional<Configuration.Entry> url = configuration.find(URL);
        if (url.isEmpty()) {
            NEED_URL.stream()
                    .sorted()
                    .flatMap(key -> configuration.find(key).stream())
                    .findFirst()
                    .ifPresent(entry -> {
                        throw entry.fault("is of no use without " + URL);
                    });
            return Optional.empty();
        }
        return url.map(entry -> new StoreSettings(
                address(entry),
                text(configuration, "saoma.store.user"),
                configuration
                        .find("saoma.store.password")
                        .map(Configuration.Entry::secret)
                        .orElse(Secret.of("")),
                configuration
                        .find("saoma.store.pool-size")
                        .map(StoreSettings::size)
                        .orElse(CONNECTIONS),
                configuration.find(REDIS).map(StoreSettings::redis)));
    }

    private static RedisAddress redis(Configuration.Entry entry) {
        try {
            return RedisAddress.parse(entry.secret().reveal());
        } catch (IllegalArgumentException e) {
            throw entry.fault(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Connects.
     *
     * @throws ConfigException naming the setting, when the server refuses
     */
    Database open() {
        try {
            return ServerDatabase.open(url, user, password, poolSize);
        } catch (ConfigException e) {
            throw new ConfigException("settings", "saoma.store.*", String.valueOf(e.getMessage()));
        }
    }

    private static String address(Configuration.Entry entry) {
        if (!ADDRESS.matcher(entry.value()).matches()) {
            throw entry.fault("must be jdbc:postgresql://host/database or, for MariaDB and MySQL,"
                    + " jdbc:mariadb://host/database; in no other database can Saoma keep its rows (left out, they are in a"
                    + " SQLite file in saoma.data)");
        }
        return entry.value();
    }

    private static int size(Configuration.Entry entry) {
        if (!SIZE.matcher(entry.value()).matches()) {
            throw entry.fault("must be a number of connections from 1 to 1000");
        }
        return Integer.parseInt(entry.value());
    }

    private static String text(Configuration configuration, String key) {
        return configuration.find(key).map(Configuration.Entry::value).orElse("");
    }

    @Override
    public String toString() {
        return "StoreSettings[poolSize=" + poolSize + "]";
    }
}
