package dev.saoma.spring;

import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.error.ConfigException;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.internal.setting.StoreAddress;
import dev.saoma.spring.SaomaProperties.Store;
import dev.saoma.spring.SaomaProperties.StoreType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database that the properties name, else the application's own, else a SQLite file. */
final class StoreOpener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.saoma.spring");
    /** Less than half of a usual pool, so that Saoma never takes the application's last connection. */
    private static final int BORROWED_CONNECTIONS = 4;

    private final Store store;
    private final Path data;
    private final boolean production;

    StoreOpener(Store store, Path data, boolean production) {
        this.store = store;
        this.data = data;
        this.production = production;
    }

    /**
     * Opens the database.
     *
     * @param own returns the application's data source; called only where it may be used
     * @throws ConfigException naming the property or the database at fault
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
        return switch (store.type()) {
            case MEMORY -> memory();
            case SQLITE -> embedded();
            default -> own.get().flatMap(this::usable).orElseGet(this::embedded);
        };
    }

    private Database memory() {
        return memory("rows are kept in memory: bindings and sessions are gone when the application ends"
                + " (saoma.store.type=memory)");
    }

    private Database memory(String notice) {
        if (production) {
            LOG.warn(notice);
        } else {
            LOG.info(notice);
        }
        return SqliteDatabase.inMemory();
    }

    private Database server(String url) {
        Secret password = Secret.configured(or(store.password(), Secret.of("")).reveal());
        return new StoreAddress(url, or(store.user(), ""), password, or(store.poolSize(), StoreAddress.CONNECTIONS))
                .open();
    }

    private Database borrowed(DataSource source) {
        try {
            return of(source);
        } catch (ConfigException e) {
            throw new ConfigException("settings", "saoma.store.type", "is data-source, but the " + e.getMessage());
        }
    }

    private Optional<Database> usable(DataSource source) {
        if (MemoryDataSource.is(source)) {
            return Optional.of(besideMemory());
        }
        try {
            return Optional.of(of(source));
        } catch (ConfigException e) {
            if (production) {
                LOG.warn(
                        "the application's {}; until saoma.store.url names one of those, bindings and sessions stand in"
                                + " the folder {}, which in a container is gone with it unless it is a volume, and which"
                                + " serves one node alone (saoma.store.type=sqlite says that this is meant)",
                        e.getMessage(),
                        data.toAbsolutePath());
            } else {
                LOG.info("the application's {}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** After a restart other users may have the same identifiers, so Saoma's rows must be lost with them. */
    private Database besideMemory() {
        return memory("the application's database is in memory, and so are Saoma's rows: bindings and sessions are gone"
                + " when the application ends");
    }

    private Database of(DataSource source) {
        Database database = ServerDatabase.of(source, or(store.poolSize(), BORROWED_CONNECTIONS));
        LOG.info("rows are kept in the application's own database, in tables saoma_*");
        return database;
    }

    private Database embedded() {
        Path file = data.resolve("saoma.db").toAbsolutePath();
        LOG.info("rows are kept in {} (saoma.data)", file);
        try {
            return SqliteDatabase.open(file);
        } catch (ConfigException e) {
            if (!SqliteDatabase.isOpenHere(file)) {
                throw e;
            }
            throw new ConfigException(
                    "settings",
                    "saoma.data",
                    "leads to " + file + ", which another application context of this process has open; in tests, where"
                            + " Spring keeps several contexts open, set saoma.store.type=memory (or a folder for each:"
                            + " saoma.data=${java.io.tmpdir}/saoma-${random.uuid}), else close that context first");
        }
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }
}
