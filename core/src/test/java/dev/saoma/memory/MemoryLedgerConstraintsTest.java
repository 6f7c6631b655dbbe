package dev.saoma.memory;

import dev.saoma.identity.LedgerConstraintsContract;
import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemoryLedgerConstraintsTest extends LedgerConstraintsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return new MemoryStore();
    }
}
