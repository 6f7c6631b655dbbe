package dev.saoma.servlet.internal.setting;

import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.error.ConfigException;
import dev.saoma.secret.Secret;

/**
 * A database server: {@code saoma.store.url}, credentials and pool size. Its text form shows neither address nor password.
 *
 * @param url {@code jdbc:postgresql://…} or {@code jdbc:mariadb://…}, the latter also for MySQL
 * @param user empty when not given
 * @param password empty when not given
 * @param poolSize the most connections to it, 1 to 1,000
 */
public record StoreAddress(String url, String user, Secret password, int poolSize) {
    /** The default of {@link #poolSize}. */
    public static final int CONNECTIONS = 8;

    /**
     * Connects to the database.
     *
     * @throws ConfigException naming {@code saoma.store.*}, when the server rejects the connection
     */
    public Database open() {
        try {
            return ServerDatabase.open(url, user, password, poolSize);
        } catch (ConfigException e) {
            throw new ConfigException(SettingFaults.NOWHERE, "saoma.store.*", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return "StoreAddress[poolSize=" + poolSize + "]";
    }
}
