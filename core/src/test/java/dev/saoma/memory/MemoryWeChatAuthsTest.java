package dev.saoma.memory;

import dev.saoma.identity.WeChatAuthsContract;
import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import java.nio.file.Path;

class MemoryWeChatAuthsTest extends WeChatAuthsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return new MemoryStore();
    }
}
