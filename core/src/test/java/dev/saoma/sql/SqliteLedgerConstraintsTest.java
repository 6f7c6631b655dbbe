package dev.saoma.sql;

import dev.saoma.identity.LedgerConstraintsContract;
import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteLedgerConstraintsTest extends LedgerConstraintsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
