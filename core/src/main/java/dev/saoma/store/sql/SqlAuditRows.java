package dev.saoma.store.sql;

import dev.saoma.database.SqlConnection;
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
import java.util.stream.Stream;

/** The audit trail in {@code saoma_audit_event}. */
final class SqlAuditRows implements AuditRows {
    private static final Map<String, AuditEvent.Kind> KINDS = Arrays.stream(AuditEvent.Kind.values())
            .collect(Collectors.toUnmodifiableMap(AuditEvent.Kind::name, kind -> kind));

    private final SqlConnection sql;

    SqlAuditRows(SqlConnection sql) {
        this.sql = sql;
    }

    @Override
    public void append(AuditEvent event) {
        sql.executeLater(
                "INSERT INTO saoma_audit_event (happened_at, kind, user_id, app_id, note) VALUES (?, ?, ?, ?, ?)",
                event.at().toEpochMilli(),
                event.kind().name(),
                event.user(),
                event.app(),
                event.note());
    }

    @Override
    public List<Kept> newest(Optional<String> user, long before, int limit) {
        String about = user.isPresent() ? "user_id = ? AND " : "";
        return sql.list(
                "SELECT id, happened_at, kind, user_id, app_id, note FROM saoma_audit_event WHERE " + about
                        + "id < ? ORDER BY id DESC LIMIT ?",
                SqlAuditRows::kept,
                Stream.concat(user.stream(), Stream.of(before, limit)).toArray());
    }

    @Override
    public int sweep(Instant before, int limit) {
        // By their keys, which grow with the time, so that no index of the time is needed.
        // MySQL cannot delete from a table by a subquery on it, unless the subquery is a derived table.
        return sql.execute("""
                DELETE FROM saoma_audit_event WHERE id IN
                  (SELECT id FROM (SELECT id, happened_at FROM saoma_audit_event WHERE id > 0 ORDER BY id LIMIT ?) oldest
                   WHERE happened_at < ?)""", limit, before.toEpochMilli());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        String name = row.getString(3);
        AuditEvent.Kind kind = KINDS.getOrDefault(name, AuditEvent.Kind.UNKNOWN);
        String note = row.getString(6);
        return new Kept(
                row.getLong(1),
                new AuditEvent(
                        Instant.ofEpochMilli(row.getLong(2)),
                        kind,
                        row.getString(4),
                        row.getString(5),
                        kind == AuditEvent.Kind.UNKNOWN ? name + ": " + note : note));
    }
}
