package dev.saoma.server.account;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import java.nio.file.Path;

class SqliteAccountSearchTest extends AccountSearchContract {
    @Override
    Database open(Path folder) {
        return SqliteDatabase.inMemory();
    }
}
