package dev.saoma.server.admin;

import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.AuditRows.Kept;
import dev.saoma.store.Store;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /api/admin/audit}: audit rows, newest first. */
final class AuditHandlers {
    private final Store store;

    AuditHandlers(Store store) {
        this.store = store;
    }

    private record EventView(long id, Instant at, String kind, String actor, String userId, String appId, String note) {
        static EventView of(Kept kept) {
            return new EventView(
                    kept.id(),
                    kept.event().at(),
                    name(kept.event().kind()),
                    kept.event().actor().name(),
                    kept.event().user(),
                    kept.event().app(),
                    kept.event().note());
        }
    }

    private static String name(AuditEvent.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static AuditEvent.Kind kind(String name) {
        return Arrays.stream(AuditEvent.Kind.values())
                .filter(kind -> kind != AuditEvent.Kind.UNKNOWN && name(kind).equals(name))
                .findFirst()
                .orElseThrow(() -> RequestErrors.invalid("kind must be one of " + kinds() + "."));
    }

    private static String kinds() {
        return Arrays.stream(AuditEvent.Kind.values())
                .filter(kind -> kind != AuditEvent.Kind.UNKNOWN)
                .map(AuditHandlers::name)
                .collect(Collectors.joining(", "));
    }

    Response newest(RoutedRequest call) {
        var page = new PageRequest(call);
        var filter = new AuditFilter(
                page.id("userId"),
                page.actor().map(Actor::new),
                page.word("kind").map(AuditHandlers::kind));
        Optional<Instant> until = page.moment("until");
        List<Kept> events = store.read(tx -> {
            long before = until.map(tx.audit()::idAfter)
                    .map(id -> Math.min(id, page.before()))
                    .orElseGet(page::before);
            return tx.audit().newest(filter, before, page.limit());
        });
        return Response.json(200, events.stream().map(EventView::of).toList());
    }
}
