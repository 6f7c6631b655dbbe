package dev.saoma.memory;

import dev.saoma.login.LoginTransaction;
import dev.saoma.session.SessionChangesContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemorySessionChangesTest extends SessionChangesContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return new MemoryStore();
    }
}
