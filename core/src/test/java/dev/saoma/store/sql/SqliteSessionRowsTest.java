package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.SessionRowsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteSessionRowsTest extends SessionRowsContract {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
