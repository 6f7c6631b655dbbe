package dev.saoma.memory;

import dev.saoma.login.LoginTransaction;
import dev.saoma.session.SessionRowsContract;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemorySessionRowsTest extends SessionRowsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return new MemoryStore();
    }
}
