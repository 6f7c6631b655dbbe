package dev.saoma.sql;

import dev.saoma.audit.AuditEventsContract;
import dev.saoma.login.LoginTransaction;
import dev.saoma.store.Store;
import java.nio.file.Path;

class SqliteAuditEventsTest extends AuditEventsContract {
    @Override
    protected Store<LoginTransaction> open(Path folder) {
        return SqliteTemplate.store(folder);
    }
}
