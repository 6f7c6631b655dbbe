package dev.saoma.spring;

import dev.saoma.error.ConfigException;
import dev.saoma.secret.Secret;
import dev.saoma.spring.SaomaProperties.Store;
import dev.saoma.spring.SaomaProperties.StoreType;
import dev.saoma.sql.Database;
import dev.saoma.sql.ServerDatabase;
import dev.saoma.sql.SqliteDatabase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database that the properties and the application's own data source leave to choose. */
final class StoreOpener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.spring");
    private static final int OWN_CONNECTIONS = 8;
    /** Fewer than half of a usual pool, so that the application is never out of connections because of us. */
    private static final int BORROWED_CONNECTIONS = 4;

    private final Store store;
    private final Path data;

    StoreOpener(Store store, Path data) {
        this.store = store;
        this.data = data;
    }

    /**
     * @param own the application's data source, asked for only where it may be used
     * @throws ConfigException naming the property, or what refuses
     */
    Database open(Supplier<Optional<DataSource>> own) {
        String url = store.url();
        if (url != null) {
            LOG.info("rows are kept in a database of Saoma's own (saoma.store.url)");
            return server(url);
        }
        if (store.type() == StoreType.DATA_SOURCE) {
            return borrowed(own.get()
                    .orElseThrow(() -> new ConfigException(
                            "settings",
                            "saoma.store.type",
                            "is data-source, but the application has none that is primary")));
        }
        return store.type() == StoreType.SQLITE
                ? embedded()
                : own.get().flatMap(this::usable).orElseGet(this::embedded);
    }

    private Database server(String url) {
        try {
            return ServerDatabase.open(
                    url,
                    or(store.user(), ""),
                    or(store.password(), Secret.of("")),
                    or(store.poolSize(), OWN_CONNECTIONS));
        } catch (ConfigException e) {
            throw new ConfigException("settings", "saoma.store.*", String.valueOf(e.getMessage()));
        }
    }

    private Database borrowed(DataSource source) {
        try {
            return of(source);
        } catch (ConfigException e) {
            throw new ConfigException("settings", "saoma.store.type", "is data-source, but the " + e.getMessage());
        }
    }

    private Optional<Database> usable(DataSource source) {
        try {
            return Optional.of(of(source));
        } catch (ConfigException e) {
            LOG.info("the application's {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Database of(DataSource source) {
        Database database = ServerDatabase.of(source, or(store.poolSize(), BORROWED_CONNECTIONS));
        LOG.info("rows are kept in the application's own database, in tables saoma_*");
        return database;
    }

    private Database embedded() {
        Path file = data.resolve("saoma.db").toAbsolutePath();
        LOG.info("rows are kept in {} (saoma.data)", file);
        return SqliteDatabase.open(file);
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }
}
