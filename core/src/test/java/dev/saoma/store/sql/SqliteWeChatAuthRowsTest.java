package dev.saoma.store.sql;

import dev.saoma.database.SqliteTemplate;
import dev.saoma.store.Store;
import dev.saoma.store.WeChatAuthRowsContract;
import java.nio.file.Path;

class SqliteWeChatAuthRowsTest extends WeChatAuthRowsContract {
    @Override
    protected Store open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
