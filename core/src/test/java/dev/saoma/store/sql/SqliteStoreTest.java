package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.Store;
import dev.saoma.store.StoreSuite;
import java.nio.file.Path;

class SqliteStoreTest extends StoreSuite {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
