package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.AuditRowsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteAuditRowsTest extends AuditRowsContract {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
