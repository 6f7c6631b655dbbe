package dev.saoma.store.sql;

import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.AuditRows;
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
    /** The column, or what stands for it in tables without one. */
    private final String actorColumn;

    private final String byActor;
    /** Repeats the condition of the partial index, which a database uses only then. */
    private final String byIndexedActor;

    SqlAuditRows(SqlConnection sql, TableFeatures tables) {
        this.sql = sql;
        this.tables = tables;
        this.actorColumn = tables.hasActors() ? "actor" : "''";
        this.byActor = actorColumn + " = ? AND ";
        this.byIndexedActor = byActor + actorColumn + " <> 'self' AND " + actorColumn + " <> '' AND ";
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
        if (actor.isEmpty()) {
            return newest(filter, "", Optional.empty(), before, limit);
        }
        Optional<UserId> acting = actor.get().user();
        if (acting.isEmpty()) {
            return newest(
                    filter,
                    actor.get().equals(Actor.UNKNOWN) ? byActor : byIndexedActor,
                    actor.map(Actor::name),
                    before,
                    limit);
        }
        // What the user changed at others, and at the user's own account; each by an index.
        var ownAccount = new AuditFilter(acting.map(UserId::value), Optional.empty(), filter.kind());
        Optional<Boolean> isOwn = filter.user().map(user -> isOf(actor.get(), user));
        Stream<Kept> atOthers = isOwn.orElse(false)
                ? Stream.empty()
                : newest(filter, byIndexedActor, actor.map(Actor::name), before, limit).stream();
        Stream<Kept> atItself = isOwn.orElse(true)
                ? newest(ownAccount, byActor, Optional.of(SELF), before, limit).stream()
                : Stream.empty();
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

    private List<Kept> newest(
            AuditFilter filter, String actorCondition, Optional<String> actor, long before, int limit) {
        String byUser = filter.user().isPresent() ? "user_id = ? AND " : "";
        String byKind = filter.kind().map(SqlAuditRows::byKind).orElse("");
        return sql.list(
                "SELECT id, happened_at, kind, user_id, app_id, note, " + actorColumn + " FROM saoma_audit_event WHERE "
                        + actorCondition + byUser + byKind + "id < ? ORDER BY id DESC LIMIT ?",
                SqlAuditRows::kept,
                Stream.of(actor.stream(), filter.user().stream(), Stream.of(before, limit))
                        .flatMap(values -> values)
                        .toArray());
    }

    /** The kind stands in the statement, as an index on some kinds serves no statement in which the kind is open. */
    private static String byKind(AuditEvent.Kind kind) {
        String indexed = kind == AuditEvent.Kind.SIGNED_IN ? "" : "kind <> 'SIGNED_IN' AND ";
        return "kind = '" + kind.name() + "' AND " + indexed;
    }

    @Override
    public void rename(UserId user, UserId name) {
        sql.execute("UPDATE saoma_audit_event SET user_id = ? WHERE user_id = ?", name.value(), user.value());
        if (tables.hasActors()) {
            sql.execute(
                    "UPDATE saoma_audit_event SET actor = ? WHERE " + byIndexedActor + "id > 0",
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
