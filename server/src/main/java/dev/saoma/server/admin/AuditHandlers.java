package dev.saoma.server.admin;

import dev.saoma.database.Database;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.store.AuditRows.Kept;
import dev.saoma.store.sql.SqlStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code /api/admin/audit}: audit rows, newest first. */
final class AuditHandlers {
    private final Database database;

    AuditHandlers(Database database) {
        this.database = database;
    }

    private record EventView(long id, Instant at, String kind, String userId, String appId, String note) {
        static EventView of(Kept kept) {
            return new EventView(
                    kept.id(),
                    kept.event().at(),
                    kept.event().kind().name().toLowerCase(Locale.ROOT),
                    kept.event().user(),
                    kept.event().app(),
                    kept.event().note());
        }
    }

    Response newest(RoutedRequest call) {
        var page = new PageRequest(call);
        List<Kept> events = database.read(handle ->
                SqlStore.rows(database, handle).audit().newest(page.id("userId"), page.before(), page.limit()));
        return Response.json(200, events.stream().map(EventView::of).toList());
    }
}
