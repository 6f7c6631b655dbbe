package dev.saoma.store.memory;

import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    public List<Kept> newest(Optional<String> user, long before, int limit) {
        return rows.headMap(before, false).descendingMap().entrySet().stream()
                .filter(row ->
                        user.isEmpty() || user.get().equals(row.getValue().user()))
                .limit(limit)
                .map(row -> new Kept(row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public int sweep(Instant before, int limit) {
        List<Long> old = rows.entrySet().stream()
                .filter(row -> row.getValue().at().isBefore(before))
                .limit(limit)
                .map(java.util.Map.Entry::getKey)
                .toList();
        for (Long id : old) {
            AuditEvent event = rows.remove(id);
            undo.remember(() -> rows.put(id, event));
        }
        return old.size();
    }
}
