package dev.saoma.sql;

import dev.saoma.login.LoginTransaction;
import dev.saoma.session.SessionRowsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteSessionRowsTest extends SessionRowsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
