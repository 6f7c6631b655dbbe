package dev.saoma.store.memory;

import dev.saoma.store.AccountConstraintsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemoryAccountConstraintsTest extends AccountConstraintsContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
