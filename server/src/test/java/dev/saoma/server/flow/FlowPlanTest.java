package dev.saoma.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.Dialect;
import dev.saoma.database.ServerDatabase;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.server.ExplainedStatements;
import dev.saoma.testing.RealPostgres;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No list of the record of logins scans a whole table, since it would slow down with every failure. */
@Timeout(120)
class FlowPlanTest {
    private static final int PARTS = 20;

    @Test
    void usesAnIndexOnSqlite() {
        try (var database = SqliteDatabase.inMemory()) {
            fill(database);

            List<String> plans = plans(database);
            assertThat(plans)
                    .allMatch(plan -> plan.contains("SEARCH saoma_flow_"))
                    .noneMatch(plan -> plan.contains("SCAN saoma_"));
            checkFilters(plans);
        }
    }

    @Test
    void usesAnIndexOnPostgresql() {
        try (var database = ServerDatabase.open(RealPostgres.newDatabase(), RealPostgres.USER, Secret.of(""), 2)) {
            fill(database);

            List<String> plans = plans(database);
            assertThat(plans)
                    .allMatch(plan -> plan.contains("Index Cond"))
                    .noneMatch(plan -> plan.contains("Seq Scan"));
            checkFilters(plans);
            // A bitmap reads all failures of the code, to sort them.
            assertThat(plans.get(1))
                    .startsWith("Limit")
                    .contains("Index Scan Backward")
                    .doesNotContain("Bitmap", "Sort  (");
            assertThat(rows(plans.get(1)))
                    .as("estimated failures of a frequent code, the first by name")
                    .isGreaterThan(10_000);
        }
    }

    /** Returns how many rows the planner expects of the index, before the limit. */
    private static long rows(String plan) {
        Matcher scan = Pattern.compile("Scan Backward .* rows=(\\d+)").matcher(plan);
        assertThat(scan.find()).as(plan).isTrue();
        return Long.parseLong(scan.group(1));
    }

    private static void checkFilters(List<String> plans) {
        assertThat(plans).hasSize(6);
        assertThat(plans.get(1)).contains("saoma_flow_failure_by_code");
        assertThat(plans.get(2)).contains("saoma_flow_failure_by_attempt");
        assertThat(plans.get(3)).contains("saoma_flow_failure_by_attempt");
    }

    /** Inserts in parts, because a statement without an answer for five seconds fails, even on a busy machine. */
    private static void fill(Database database) {
        String numbers = ExplainedStatements.numbers(database.dialect());
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        for (int part = 0; part < PARTS; part++) {
            int first = part * 5_000;
            database.write(sql -> {
                sql.execute(
                        "INSERT INTO saoma_flow_failure (happened_at, node, attempt, browser, instance, step, code, took_ms)"
                                + " SELECT n, 'node', 'a' || ((" + first + " + n) / 2), 'b' || n, 'One', 'code',"
                                + " CASE WHEN n % 2 = 0 THEN 'rate_limited' ELSE 'state_invalid' END, 1 FROM "
                                + numbers);
                return sql.execute(
                        "INSERT INTO saoma_flow_minute (minute, node, instance, step, outcome, number)" + " SELECT ("
                                + first + " + n) / 10, 'node', 'One', 'code', 'o' || (n % 10), 1 FROM " + numbers);
            });
        }
        if (database.dialect() == Dialect.POSTGRESQL) {
            // On SQLite Saoma makes no statistics.
            database.write(sql -> sql.execute("ANALYZE"));
        }
    }

    private static List<String> plans(Database database) {
        return database.read(sql -> {
            var explained = new ExplainedStatements(sql);
            var rows = new FlowRows(explained.connection(), database.dialect());
            Optional<String> code = Optional.of("rate_limited");
            Optional<String> attempt = Optional.of("a77");
            rows.failures(Optional.empty(), Optional.empty(), 50_000, 200);
            rows.failures(code, Optional.empty(), 50_000, 200);
            rows.failures(Optional.empty(), attempt, 50_000, 200);
            rows.failures(code, attempt, 50_000, 200);
            rows.counts(5_000, 5_060);
            rows.browsers(Instant.EPOCH);
            return explained.plans(database.dialect());
        });
    }
}
