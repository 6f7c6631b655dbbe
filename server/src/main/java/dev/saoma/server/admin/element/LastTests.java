package dev.saoma.server.admin.element;

import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last test of each login instance, read from the newest 200 tests of the audit trail by an index. Thread-safe. */
final class LastTests {
    private static final int READ = 200;

    private final Store store;

    LastTests(Store store) {
        this.store = store;
    }

    /**
     * A test.
     *
     * @param outcome {@code ok} or {@code failed}
     * @param code of the failure; null when it succeeded
     */
    record LastTest(Instant at, String outcome, @Nullable String code) {}

    /** Returns the last tests by the full names of the instances; an instance that was tested long ago may be missing. */
    Map<String, LastTest> byInstance() {
        var filter = new AuditFilter(Optional.empty(), Optional.empty(), Optional.of(AuditEvent.Kind.INSTANCE_TESTED));
        var tests = new HashMap<String, LastTest>();
        store.read(tx -> tx.audit().newest(filter, Long.MAX_VALUE, READ)).forEach(kept -> {
            AuditEvent event = kept.event();
            int space = event.note().lastIndexOf(' ');
            tests.putIfAbsent(
                    event.note().substring(0, Math.max(0, space)),
                    test(event.at(), event.note().substring(space + 1)));
        });
        return tests;
    }

    private static LastTest test(Instant at, String outcome) {
        return outcome.equals("ok") ? new LastTest(at, "ok", null) : new LastTest(at, "failed", outcome);
    }
}
