package dev.saoma.server.operation;

import dev.saoma.database.SqlConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** {@code saoma_node}, inside one transaction. */
record NodeRows(SqlConnection sql) {
    private static final int SHOWN = 200;
    private static final int LONG = 256;
    private static final int LONGEST = 2_000;

    void put(NodeStatus node) {
        NodeStatus.Report report = node.report();
        String missing = cut(String.join(" ", report.missingVariables()), LONGEST);
        int updated = sql.execute(
                """
                UPDATE saoma_node SET seen_at = ?, health = ?, store = ?, clock_ms = ?, element_stamp = ?, missing = ?
                WHERE node = ?""",
                report.seenAt().toEpochMilli(),
                report.health(),
                cut(report.store(), LONG),
                report.clockMs(),
                report.elementStamp(),
                missing,
                node.node());
        if (updated == 0) {
            sql.execute(
                    """
                    INSERT INTO saoma_node
                      (node, host, version, started_at, seen_at, health, store, clock_ms, element_stamp, missing)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    node.node(),
                    cut(node.host(), LONG),
                    cut(node.version(), 64),
                    node.startedAt().toEpochMilli(),
                    report.seenAt().toEpochMilli(),
                    report.health(),
                    cut(report.store(), LONG),
                    report.clockMs(),
                    report.elementStamp(),
                    missing);
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    void delete(String node) {
        sql.execute("DELETE FROM saoma_node WHERE node = ?", node);
    }

    /** Deletes the rows of nodes that were not seen since a moment. */
    int sweep(Instant before) {
        return sql.execute("DELETE FROM saoma_node WHERE seen_at < ?", before.toEpochMilli());
    }

    /** Returns the nodes, those that started last first. */
    List<NodeStatus> all() {
        return sql.list("""
                SELECT node, host, version, started_at, seen_at, health, store, clock_ms, element_stamp, missing
                FROM saoma_node ORDER BY started_at DESC, node LIMIT ?""", NodeRows::node, SHOWN);
    }

    private static NodeStatus node(ResultSet row) throws SQLException {
        return new NodeStatus(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                new NodeStatus.Report(
                        Instant.ofEpochMilli(row.getLong(5)),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8),
                        row.getString(9),
                        Arrays.stream(row.getString(10).split(" "))
                                .filter(name -> !name.isEmpty())
                                .toList()));
    }
}
