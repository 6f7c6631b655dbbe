package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.Store;
import dev.saoma.store.TicketRowsContract;
import java.nio.file.Path;

class SqliteTicketRowsTest extends TicketRowsContract {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
