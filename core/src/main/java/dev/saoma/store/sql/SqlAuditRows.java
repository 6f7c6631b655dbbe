package dev.saoma.store.sql;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.AuditRows;
import dev.saoma.store.sql.NewestRows.EqualColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit trail in {@code saoma_audit_event}. */
final class SqlAuditRows implements AuditRows {
    /** Stored in place of an actor who is the user of the same row: shorter, and not in the index of actors. */
    private static final String SELF = "self";

    private static final Map<String, AuditEvent.Kind> KINDS = Arrays.stream(AuditEvent.Kind.values())
            .collect(Collectors.toUnmodifiableMap(AuditEvent.Kind::name, kind -> kind));

    private final SqlConnection sql;
    private final TableFeatures tables;
    private final Dialect dialect;
    /** The column, or what stands for it in tables without one. */
    private final String actorColumn;

    SqlAuditRows(SqlConnection sql, TableFeatures tables, Dialect dialect) {
        this.sql = sql;
        this.tables = tables;
        this.dialect = dialect;
        this.actorColumn = tables.hasActors() ? "actor" : "''";
    }

    static String columns(TableFeatures tables) {
        return "happened_at, kind, user_id, app_id, note" + (tables.hasActors() ? ", actor" : "");
    }

    @Override
    public void append(AuditEvent event) {
        Object[] values = values(event, tables);
        sql.executeLater(
                "INSERT INTO saoma_audit_event (" + columns(tables) + ") VALUES "
                        + SqlConnection.placeholders(values.length),
                values);
    }

    /** Returns the values of the columns. */
    static Object[] values(AuditEvent event, TableFeatures tables) {
        Stream<Object> values =
                Stream.of(event.at().toEpochMilli(), event.kind().name(), event.user(), event.app(), event.note());
        return (tables.hasActors() ? Stream.concat(values, Stream.of(actor(event))) : values).toArray();
    }

    private static String actor(AuditEvent event) {
        return isOf(event.actor(), event.user()) ? SELF : event.actor().name();
    }

    private static boolean isOf(Actor actor, String user) {
        return actor.user().filter(id -> id.value().equals(user)).isPresent();
    }

    @Override
    public List<Kept> newest(AuditFilter filter, long before, int limit) {
        Optional<Actor> actor = filter.actor();
        Optional<UserId> acting = actor.flatMap(Actor::user);
        if (acting.isEmpty()) {
            return newest(filter, actor.map(Actor::name), before, limit);
        }
        // What the user changed at others, and at the user's own account; each by an index.
        var ownAccount = new AuditFilter(acting.map(UserId::value), Optional.empty(), filter.kind());
        Optional<Boolean> isOwn = filter.user().map(user -> isOf(actor.orElseThrow(), user));
        Stream<Kept> atOthers =
                isOwn.orElse(false) ? Stream.empty() : newest(filter, actor.map(Actor::name), before, limit).stream();
        Stream<Kept> atItself =
                isOwn.orElse(true) ? newest(ownAccount, Optional.of(SELF), before, limit).stream() : Stream.empty();
        return Stream.concat(atOthers, atItself)
                .sorted(Comparator.comparingLong(Kept::id).reversed())
                .limit(limit)
                .toList();
    }

    /** Halves the ids: there is no index of times, which every login would have to write. */
    @Override
    public long idAfter(Instant moment) {
        long low = 0;
        long high = sql.count("SELECT coalesce(max(id), 0) FROM saoma_audit_event") + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<long[]> next = sql.first(
                    "SELECT id, happened_at FROM saoma_audit_event WHERE id >= ? ORDER BY id LIMIT 1",
                    row -> new long[] {row.getLong(1), row.getLong(2)},
                    middle);
            if (next.isPresent() && next.get()[1] <= moment.toEpochMilli()) {
                low = next.get()[0] + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<Kept> newest(AuditFilter filter, Optional<String> actor, long before, int limit) {
        List<EqualColumn> columns = Stream.of(
                        filter.user().map(user -> new EqualColumn("user_id", user, true, "")),
                        actor.map(this::byActor),
                        filter.kind().map(SqlAuditRows::byKind))
                .flatMap(Optional::stream)
                .toList();
        var page = new NewestRows(columns, before, limit, dialect);
        return sql.list(
                "SELECT id, happened_at, kind, user_id, app_id, note, " + actorColumn + " FROM saoma_audit_event WHERE "
                        + page.sql(),
                SqlAuditRows::kept,
                page.values());
    }

    private EqualColumn byActor(String actor) {
        boolean isIndexed = tables.hasActors() && !actor.equals(SELF) && !actor.isEmpty();
        return new EqualColumn(actorColumn, actor, isIndexed, isIndexed ? indexedActor() : "");
    }

    /** Repeats the condition of the partial indexes, which a database uses only then. */
    private String indexedActor() {
        return actorColumn + " <> 'self' AND " + actorColumn + " <> '' AND ";
    }

    private static EqualColumn byKind(AuditEvent.Kind kind) {
        boolean isIndexed = kind != AuditEvent.Kind.SIGNED_IN;
        return new EqualColumn("kind", kind.name(), isIndexed, isIndexed ? "kind <> 'SIGNED_IN' AND " : "");
    }

    @Override
    public void rename(UserId user, UserId name) {
        sql.execute("UPDATE saoma_audit_event SET user_id = ? WHERE user_id = ?", name.value(), user.value());
        if (tables.hasActors()) {
            sql.execute(
                    "UPDATE saoma_audit_event SET actor = ? WHERE actor = ? AND " + indexedActor() + "id > 0",
                    Actor.of(name).name(),
                    Actor.of(user).name());
        }
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
        String user = row.getString(4);
        String note = row.getString(6);
        String actor = row.getString(7);
        return new Kept(
                row.getLong(1),
                new AuditEvent(
                        Instant.ofEpochMilli(row.getLong(2)),
                        kind,
                        actor.equals(SELF) ? Actor.of(new UserId(user)) : new Actor(actor),
                        user,
                        row.getString(5),
                        kind == AuditEvent.Kind.UNKNOWN ? name + ": " + note : note));
    }
}
