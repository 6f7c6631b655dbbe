package dev.saoma.store.sql;

import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The audit trail in {@code saoma_audit_event}. */
final class SqlAuditRows implements AuditRows {
    private static final Map<String, AuditEvent.Kind> KINDS = Arrays.stream(AuditEvent.Kind.values())
            .collect(Collectors.toUnmodifiableMap(AuditEvent.Kind::name, kind -> kind));

    private final Handle handle;

    SqlAuditRows(Handle handle) {
        this.handle = handle;
    }

    @Override
    public void append(AuditEvent event) {
        handle.createUpdate(
                        "INSERT INTO saoma_audit_event (happened_at, kind, user_id, app_id, note) VALUES (?, ?, ?, ?, ?)")
                .bind(0, event.at().toEpochMilli())
                .bind(1, event.kind().name())
                .bind(2, event.user())
                .bind(3, event.app())
                .bind(4, event.note())
                .execute();
    }

    @Override
    public List<Kept> newest(Optional<String> user, long before, int limit) {
        String about = user.isPresent() ? "user_id = ? AND " : "";
        var query = handle.createQuery(
                "SELECT * FROM saoma_audit_event WHERE " + about + "id < ? ORDER BY id DESC LIMIT ?");
        int next = 0;
        if (user.isPresent()) {
            query.bind(next++, user.get());
        }
        return query.bind(next, before)
                .bind(next + 1, limit)
                .map((row, context) -> kept(row))
                .list();
    }

    @Override
    public int sweep(Instant before, int limit) {
        // MySQL cannot delete from a table by a subquery on it, unless the subquery is a derived table.
        return handle.createUpdate("""
                        DELETE FROM saoma_audit_event WHERE id IN
                          (SELECT id FROM (SELECT id FROM saoma_audit_event WHERE happened_at < ? LIMIT ?) old)""")
                .bind(0, before.toEpochMilli())
                .bind(1, limit)
                .execute();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        String name = row.getString("kind");
        AuditEvent.Kind kind = KINDS.getOrDefault(name, AuditEvent.Kind.UNKNOWN);
        String note = row.getString("note");
        return new Kept(
                row.getLong("id"),
                new AuditEvent(
                        Instant.ofEpochMilli(row.getLong("happened_at")),
                        kind,
                        row.getString("user_id"),
                        row.getString("app_id"),
                        kind == AuditEvent.Kind.UNKNOWN ? name + ": " + note : note));
    }
}
