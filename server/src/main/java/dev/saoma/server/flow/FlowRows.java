package dev.saoma.server.flow;

import dev.saoma.database.Dialect;
import dev.saoma.database.SqlConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code saoma_flow_failure} and {@code saoma_flow_minute}, inside one transaction. */
record FlowRows(SqlConnection sql, Dialect dialect) {
    private static final long MINUTE = 60_000;

    /** Failures among which browsers are counted: a bound for a time of many. */
    private static final int NEWEST = 20_000;

    void insert(String node, FlowFailure failure) {
        sql.execute(
                """
                INSERT INTO saoma_flow_failure (happened_at, node, attempt, browser, instance, step, code, took_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                failure.at().toEpochMilli(),
                node,
                failure.attempt().map(reference -> reference.value()).orElse(""),
                failure.browser().map(reference -> reference.value()).orElse(""),
                failure.instance().orElse(""),
                failure.step(),
                failure.code().code(),
                failure.took().toMillis());
    }

    void insert(String node, Map<FlowCounts.Key, Long> counts) {
        counts.forEach(
                (key, count) -> sql.execute("""
                INSERT INTO saoma_flow_minute (minute, node, instance, step, outcome, number)
                VALUES (?, ?, ?, ?, ?, ?)""", key.minute(), node, key.instance(), key.step(), key.outcome(), count));
    }

    /** Returns the newest failures before an id, of a code and an attempt if they are given. */
    List<StoredFailure> failures(Optional<String> code, Optional<String> attempt, long before, int limit) {
        boolean isOrdered = dialect == Dialect.POSTGRESQL && code.isPresent() && attempt.isEmpty();
        // PostgreSQL looks for a frequent code from the newest failure on, and reads all when its last is old.
        // Only the index of codes has this order. With < it expects no failure of the code itself, and may then
        // read and sort all of them.
        String conditions = isOrdered
                ? "code >= ? AND (code, id) <= (?, ?) ORDER BY code DESC, id DESC"
                : (code.isPresent() ? "code = ? AND " : "") + (attempt.isPresent() ? "attempt = ? AND " : "")
                        + "id < ? ORDER BY id DESC";
        Object[] values = Stream.of(
                        code.stream(),
                        isOrdered ? code.stream() : attempt.stream(),
                        Stream.of(isOrdered ? before - 1 : before, limit))
                .flatMap(each -> each)
                .toArray();
        return sql.list(
                "SELECT id, happened_at, node, attempt, instance, step, code, took_ms FROM saoma_flow_failure WHERE "
                        + conditions + " LIMIT ?",
                FlowRows::failure,
                values);
    }

    private static StoredFailure failure(ResultSet row) throws SQLException {
        var step = new StoredFailure.Step(
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(2)),
                Duration.ofMillis(row.getLong(8)),
                row.getString(7));
        return new StoredFailure(row.getLong(1), row.getString(3), row.getString(4), row.getString(5), step);
    }

    /**
     * Returns how often each step ended how, on all nodes, in any order.
     *
     * @param from the first minute since 1970
     * @param to the minute after the last
     */
    List<FlowCount> counts(long from, long to) {
        return sql.list(
                """
                SELECT instance, step, outcome, sum(number), min(minute), max(minute) FROM saoma_flow_minute
                WHERE minute >= ? AND minute < ? GROUP BY instance, step, outcome""",
                // Sums are kept for 30 days, so each name is one text for all of them.
                row -> new FlowCount(
                        row.getString(1).intern(),
                        row.getString(2).intern(),
                        row.getString(3).intern(),
                        row.getLong(4),
                        Instant.ofEpochMilli(row.getLong(5) * MINUTE),
                        Instant.ofEpochMilli(row.getLong(6) * MINUTE),
                        0),
                from,
                to);
    }

    /** What failures are grouped by. */
    record Group(String instance, String step, String code) {
        static Group of(FlowCount count) {
            return new Group(count.instance(), count.step(), count.outcome());
        }
    }

    /** Returns how many browsers of a day met each failure since a moment, among the newest failures. */
    Map<Group, Long> browsers(Instant since) {
        var browsers = new HashMap<Group, Long>();
        sql.list(
                        "SELECT instance, step, code, count(*) FROM (SELECT DISTINCT instance, step, code, browser FROM"
                                + " (SELECT happened_at, instance, step, code, browser FROM saoma_flow_failure"
                                + " WHERE id > 0 ORDER BY id DESC LIMIT ?) newest WHERE happened_at >= ? AND browser <> '')"
                                + " met GROUP BY instance, step, code",
                        row -> Map.entry(
                                new Group(row.getString(1), row.getString(2), row.getString(3)), row.getLong(4)),
                        NEWEST,
                        since.toEpochMilli())
                .forEach(entry -> browsers.put(entry.getKey(), entry.getValue()));
        return browsers;
    }

    /** Deletes rows that are too old, some of each table. Returns the number of deleted rows. */
    int sweep(Instant failuresBefore, Instant countsBefore, int limit) {
        // MySQL cannot delete from a table by a subquery on it, unless the subquery is a derived table.
        return sql.execute(
                        "DELETE FROM saoma_flow_failure WHERE id IN (SELECT id FROM (SELECT id, happened_at FROM"
                                + " saoma_flow_failure WHERE id > 0 ORDER BY id LIMIT ?) oldest WHERE happened_at < ?)",
                        limit,
                        failuresBefore.toEpochMilli())
                + sql.execute(
                        "DELETE FROM saoma_flow_minute WHERE minute < ? AND minute <= (SELECT least FROM"
                                + " (SELECT min(minute) + 60 AS least FROM saoma_flow_minute) oldest)",
                        FlowCounts.Key.minute(countsBefore));
    }
}
