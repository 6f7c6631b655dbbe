package dev.saoma.sql;

import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import dev.saoma.ticket.TicketsContract;
import java.nio.file.Path;

class SqliteTicketsTest extends TicketsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
