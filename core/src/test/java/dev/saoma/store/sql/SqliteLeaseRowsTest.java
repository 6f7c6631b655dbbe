package dev.saoma.store.sql;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.LeaseRowsContract;
import java.nio.file.Path;

class SqliteLeaseRowsTest extends LeaseRowsContract {
    @Override
    protected Database database(Path folder) {
        return SqliteTemplate.database(folder);
    }
}
