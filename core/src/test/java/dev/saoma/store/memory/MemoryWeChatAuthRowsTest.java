package dev.saoma.store.memory;

import dev.saoma.store.Store;
import dev.saoma.store.WeChatAuthRowsContract;
import java.nio.file.Path;

class MemoryWeChatAuthRowsTest extends WeChatAuthRowsContract {
    @Override
    protected Store open(Path folder) {
        return new MemoryStore();
    }
}
