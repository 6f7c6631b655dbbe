package dev.saoma.store.memory;

import dev.saoma.store.Store;
import dev.saoma.store.TicketRowsContract;
import java.nio.file.Path;

class MemoryTicketRowsTest extends TicketRowsContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
