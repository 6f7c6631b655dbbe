package dev.saoma.store.memory;

import dev.saoma.store.AuditRowsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemoryAuditRowsTest extends AuditRowsContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
