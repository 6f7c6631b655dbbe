package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.BrowserTicketsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteBrowserTicketsTest extends BrowserTicketsContract {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
