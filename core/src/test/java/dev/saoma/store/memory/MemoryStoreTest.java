package dev.saoma.store.memory;

import dev.saoma.store.Store;
import dev.saoma.store.StoreSuite;
import java.nio.file.Path;

class MemoryStoreTest extends StoreSuite {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
