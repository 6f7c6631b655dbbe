package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.SessionChangesContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteSessionChangesTest extends SessionChangesContract {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
