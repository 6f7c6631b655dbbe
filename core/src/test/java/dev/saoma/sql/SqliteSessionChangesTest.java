package dev.saoma.sql;

import dev.saoma.login.LoginTransaction;
import dev.saoma.session.SessionChangesContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteSessionChangesTest extends SessionChangesContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
