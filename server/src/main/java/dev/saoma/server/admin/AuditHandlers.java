package dev.saoma.server.admin;

import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.AuditRows;
import dev.saoma.store.AuditRows.Kept;
import dev.saoma.store.Store;
import java.time.Instant;
import java.util.ArrayList;
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
        Optional<String> app = page.id("appId");
        Optional<Instant> until = page.moment("until");
        int limit = page.limit();
        Events found = store.read(tx -> {
            long before = until.map(tx.audit()::idAfter)
                    .map(id -> Math.min(id, page.before()))
                    .orElseGet(page::before);
            return app.isPresent()
                    ? Events.of(tx.audit(), filter, app.get(), before, limit)
                    : Events.of(tx.audit(), filter, before, limit);
        });
        Response list =
                Response.json(200, found.list().stream().map(EventView::of).toList());
        return found.next()
                .map(before -> list.with("Link", "<" + nextPage(before, limit, filter, app) + ">; rel=\"next\""))
                .orElse(list);
    }

    /** Returns a reference relative to the list's own address, of which a proxy may have changed the beginning. */
    private static String nextPage(long before, int limit, AuditFilter filter, Optional<String> app) {
        return "?before=" + before + "&limit=" + limit
                + filter.user().map(user -> "&userId=" + user).orElse("")
                + filter.actor()
                        .map(actor -> "&actor=" + actor.name().replace(":", "%3A"))
                        .orElse("")
                + filter.kind().map(kind -> "&kind=" + name(kind)).orElse("")
                + app.map(id -> "&appId=" + id).orElse("");
    }

    /**
     * One page.
     *
     * @param next what the next page has as {@code before}; empty on the last page
     */
    private record Events(List<Kept> list, Optional<Long> next) {
        /** Events that a page looks at, of which few may be of the application. It is shorter then, and in time. */
        private static final int MOST_LOOKED = 5_000;

        private static final int STEP = 1_000;

        static Events of(AuditRows rows, AuditFilter filter, long before, int limit) {
            List<Kept> found = rows.newest(filter, before, limit + 1);
            return found.size() <= limit
                    ? new Events(found, Optional.empty())
                    : new Events(
                            found.subList(0, limit),
                            Optional.of(found.get(limit - 1).id()));
        }

        /** No index leads to the events of an application, as every login would have to write it. */
        static Events of(AuditRows rows, AuditFilter filter, String app, long before, int limit) {
            var found = new ArrayList<Kept>();
            long last = before;
            for (int looked = 0; looked < MOST_LOOKED; looked += STEP) {
                List<Kept> step = rows.newest(filter, last, STEP);
                for (Kept kept : step) {
                    if (found.size() == limit) {
                        return new Events(found, Optional.of(last));
                    }
                    last = kept.id();
                    if (kept.event().app().equals(app)) {
                        found.add(kept);
                    }
                }
                if (step.size() < STEP) {
                    return new Events(found, Optional.empty());
                }
            }
            return new Events(found, Optional.of(last));
        }
    }
}
