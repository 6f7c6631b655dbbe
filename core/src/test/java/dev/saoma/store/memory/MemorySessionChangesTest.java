package dev.saoma.store.memory;

import dev.saoma.store.SessionChangesContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemorySessionChangesTest extends SessionChangesContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
