package dev.saoma.store.memory;

import dev.saoma.store.SessionRowsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemorySessionRowsTest extends SessionRowsContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
