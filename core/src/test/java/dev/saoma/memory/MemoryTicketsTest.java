package dev.saoma.memory;

import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import dev.saoma.ticket.TicketsContract;
import java.nio.file.Path;

class MemoryTicketsTest extends TicketsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return new MemoryStore();
    }
}
