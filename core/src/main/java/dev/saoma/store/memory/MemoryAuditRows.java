package dev.saoma.store.memory;

import dev.saoma.identity.UserId;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.AuditRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The audit trail by the id of its events. */
final class MemoryAuditRows implements AuditRows {
    private final TreeMap<Long, AuditEvent> rows = new TreeMap<>();
    private final Undo undo;
    private long last;

    MemoryAuditRows(Undo undo) {
        this.undo = undo;
    }

    @Override
    public void append(AuditEvent event) {
        long id = ++last;
        rows.put(id, event);
        undo.remember(() -> rows.remove(id));
    }

    @Override
    public List<Kept> newest(AuditFilter filter, long before, int limit) {
        return rows.headMap(before, false).descendingMap().entrySet().stream()
                .filter(row -> filter.includes(row.getValue()))
                .limit(limit)
                .map(row -> new Kept(row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public long idAfter(Instant moment) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().at().isAfter(moment))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(last + 1);
    }

    @Override
    public void rename(UserId user, UserId name) {
        var changed = new TreeMap<Long, AuditEvent>();
        rows.forEach((id, event) -> {
            AuditEvent renamed = renamed(event, user, name);
            if (!renamed.equals(event)) {
                changed.put(id, renamed);
                undo.remember(() -> rows.put(id, event));
            }
        });
        rows.putAll(changed);
    }

    private static AuditEvent renamed(AuditEvent event, UserId user, UserId name) {
        return new AuditEvent(
                event.at(),
                event.kind(),
                event.actor().equals(Actor.of(user)) ? Actor.of(name) : event.actor(),
                event.user().equals(user.value()) ? name.value() : event.user(),
                event.app(),
                event.note());
    }

    @Override
    public int sweep(Instant before, int limit) {
        List<Long> old = rows.entrySet().stream()
                .filter(row -> row.getValue().at().isBefore(before))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        for (Long id : old) {
            AuditEvent event = rows.remove(id);
            undo.remember(() -> rows.put(id, event));
        }
        return old.size();
    }
}
