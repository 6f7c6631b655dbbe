package dev.saoma.sql;

import dev.saoma.identity.WeChatAuthsContract;
import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteWeChatAuthsTest extends WeChatAuthsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
