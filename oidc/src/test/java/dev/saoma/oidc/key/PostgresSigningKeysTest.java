package dev.saoma.oidc.key;

import dev.saoma.database.ServerDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.RealPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class PostgresSigningKeysTest extends SigningKeysSuite {
    private final String url = RealPostgres.newDatabase();
    private final List<SqlStore> stores = new ArrayList<>();

    @Override
    SqlStore node() {
        var store = SqlStore.open(ServerDatabase.open(url, RealPostgres.USER, Secret.of(""), 2), true);
        stores.add(store);
        return store;
    }

    @AfterEach
    void closeStores() {
        stores.forEach(SqlStore::close);
    }
}
