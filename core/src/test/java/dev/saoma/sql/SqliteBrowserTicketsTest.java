package dev.saoma.sql;

import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import dev.saoma.ticket.BrowserTicketsContract;
import java.nio.file.Path;

class SqliteBrowserTicketsTest extends BrowserTicketsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
