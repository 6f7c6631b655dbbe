package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.AccountConstraintsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteAccountConstraintsTest extends AccountConstraintsContract {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
