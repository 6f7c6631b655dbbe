package dev.saoma.memory;

import dev.saoma.audit.AuditEventsContract;
import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemoryAuditEventsTest extends AuditEventsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return new MemoryStore();
    }
}
