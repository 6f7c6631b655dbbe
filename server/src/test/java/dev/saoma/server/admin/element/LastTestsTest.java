package dev.saoma.server.admin.element;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.server.admin.element.LastTests.LastTest;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Store;
import dev.saoma.store.sql.SqlStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The last test of each login method, in the audit trail. */
class LastTestsTest {
    private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

    private static void append(Store store, int second, AuditEvent.Kind kind, String note) {
        var event = new AuditEvent(AT.plusSeconds(second), kind, Actor.KEY, "", "wx1", note);
        store.run(tx -> tx.audit().append(event));
    }

    @Test
    void areTheNewestOfEach() {
        try (var database = SqliteDatabase.inMemory()) {
            Store store = SqlStore.open(database, true);
            append(store, 1, AuditEvent.Kind.INSTANCE_TESTED, "a.One wechat_busy");
            append(store, 2, AuditEvent.Kind.INSTANCE_TESTED, "a.One ok");
            append(store, 3, AuditEvent.Kind.INSTANCE_TESTED, "a.Two ok");
            append(store, 4, AuditEvent.Kind.INSTANCE_TESTED, "a.Two wechat_configuration");
            append(store, 5, AuditEvent.Kind.ADMINISTERED, "a.Three ok");

            assertThat(new LastTests(store).byInstance())
                    .containsOnlyKeys("a.One", "a.Two")
                    .containsEntry("a.One", new LastTest(AT.plusSeconds(2), "ok", null))
                    .containsEntry("a.Two", new LastTest(AT.plusSeconds(4), "failed", "wechat_configuration"));
        }
    }
}
