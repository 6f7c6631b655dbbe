package dev.saoma.memory;

import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import dev.saoma.ticket.BrowserTicketsContract;
import java.nio.file.Path;

class MemoryBrowserTicketsTest extends BrowserTicketsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return new MemoryStore();
    }
}
