package dev.saoma.store.memory;

import dev.saoma.store.BrowserTicketsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemoryBrowserTicketsTest extends BrowserTicketsContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
