package dev.saoma.server.setting;

import dev.saoma.database.Database;
import dev.saoma.redis.RedisAddress;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import dev.saoma.servlet.internal.setting.StoreAddress;
import java.util.Optional;

/**
 * A database server in place of a SQLite file, and the Redis that its nodes share. Its text form shows neither address nor
 * password.
 *
 * @param url {@code saoma.store.url}: {@code jdbc:postgresql://…} or {@code jdbc:mariadb://…}, the latter also for MySQL
 * @param user {@code saoma.store.user}, empty when not given
 * @param password {@code saoma.store.password}, empty when not given
 * @param poolSize {@code saoma.store.pool-size}, connections of this node, 1 to 1,000; 8 when not given
 * @param redis {@code saoma.redis.url}: {@code redis://…} or {@code rediss://…}, through which several nodes share request
 *     counters and notify each other of ended sessions; none when not given
 */
public record StoreSettings(String url, String user, Secret password, int poolSize, Optional<RedisAddress> redis) {
    private static final String REDIS = "saoma.redis.url";

    /** Creates settings without a Redis. */
    public StoreSettings(String url, String user, Secret password, int poolSize) {
        this(url, user, password, poolSize, Optional.empty());
    }

    static Optional<StoreSettings> read(SettingReader reader, SettingFaults faults) {
        reader.require("saoma.store.url", REDIS, "saoma.store.pool-size");
        Optional<RedisAddress> redis =
                reader.secret(REDIS).flatMap(url -> faults.check(REDIS, () -> RedisAddress.parse(url.reveal())));
        return reader.store()
                .map(store -> new StoreSettings(store.url(), store.user(), store.password(), store.poolSize(), redis));
    }

    /**
     * Connects to the database.
     *
     * @throws dev.saoma.error.ConfigException naming the setting, when the server rejects the connection
     */
    public Database open() {
        return new StoreAddress(url, user, password, poolSize).open();
    }

    @Override
    public String toString() {
        return "StoreSettings[poolSize=" + poolSize + "]";
    }
}
