package dev.saoma.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.SqlConnection;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.database.TestServer;
import dev.saoma.identity.UserId;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.AuditFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each filter of the audit trail reads an index of its own, so that rare events are found among many sign-ins. */
class AuditPlanTest {
    private static final int SIGN_INS = 50_000;
    private static final int PART = 5_000;
    private static final long EMPTY_INDEX = 8_192;

    private record Filtered(AuditFilter filter, List<String> indexes) {}

    private static Stream<Filtered> filters() {
        return Stream.of(
                filtered("ann", null, null, "by_user"),
                filtered(null, Actor.KEY, null, "by_actor"),
                filtered(null, Actor.of(new UserId("ann")), null, "by_actor", "by_user"),
                filtered(null, null, Kind.UNBOUND, "by_kind"),
                filtered("former", null, null, "by_user"),
                filtered("former", null, Kind.SIGNED_IN, "by_user"),
                filtered(null, Actor.SETUP, null, "by_actor"),
                filtered(null, null, Kind.REGISTERED, "by_kind"),
                filtered("robot", null, Kind.BOUND, "by_user_kind"),
                filtered("robot", Actor.KEY, null, "by_user_actor"),
                filtered(null, Actor.KEY, Kind.BOUND, "by_actor_kind"),
                filtered(null, Actor.of(new UserId("ann")), Kind.BOUND, "by_actor_kind", "by_user_kind"));
    }

    private static Filtered filtered(String user, Actor actor, Kind kind, String... indexes) {
        return new Filtered(
                new AuditFilter(Optional.ofNullable(user), Optional.ofNullable(actor), Optional.ofNullable(kind)),
                List.of(indexes));
    }

    @Test
    void onSqlite(@TempDir Path folder) {
        try (var database = SqliteDatabase.open(folder.resolve("saoma.db"))) {
            check(
                    SqlStore.open(database, true),
                    "EXPLAIN QUERY PLAN ",
                    "detail",
                    "SELECT value FROM json_each('[' || substr(replace(hex(zeroblob(5000)), '00', ',1'), 2) || ']')");
        }
    }

    @Test
    void onPostgreSql() {
        try (var database = TestServer.POSTGRESQL.migrated()) {
            check(SqlStore.open(database, false), "EXPLAIN ", "QUERY PLAN", "SELECT n FROM generate_series(1, 5000) n");
        }
    }

    private static void check(SqlStore store, String explain, String column, String rows) {
        Database database = store.database();
        database.write(sql -> {
            // Frequent and old: to look for them from the newest row on is to read the whole table.
            for (String kept : List.of("'SIGNED_IN', 'self', 'former'", "'REGISTERED', 'setup', 'another'")) {
                insert(sql, kept, rows);
            }
            for (int done = 0; done < SIGN_INS; done += PART) {
                insert(sql, "'SIGNED_IN', 'self', 'someone'", rows);
            }
            insert(sql, "'UNBOUND', 'key', 'ann'", "SELECT 1");
            // Filters that pass many rows each, and together none.
            insert(sql, "'SIGNED_IN', 'self', 'robot'", rows);
            insert(sql, "'BOUND', 'self', 'another'", rows);
            insert(sql, "'ADMINISTERED', 'key', 'another'", rows);
            insert(sql, "'ADMINISTERED', 'user:ann', 'another'", rows);
            sql.execute("ANALYZE");
            return true;
        });
        filters().forEach(each -> {
            List<String> plans = database.read(sql -> plans(store, sql, each.filter(), explain, column));

            assertThat(plans).as(each.toString()).hasSameSizeAs(each.indexes());
            for (int i = 0; i < plans.size(); i++) {
                assertThat(plans.get(i))
                        .contains("saoma_audit_event_" + each.indexes().get(i));
            }
        });
    }

    private static void insert(SqlConnection sql, String values, String rows) {
        sql.execute("INSERT INTO saoma_audit_event (happened_at, kind, actor, user_id, app_id, note) SELECT 1, "
                + values + ", 'wx1', '' FROM (" + rows + ") every");
    }

    @Test
    void keepsSignInsOutOfTheIndexesOfFilters() {
        try (var database = TestServer.POSTGRESQL.migrated()) {
            SqlStore.open(database, false);
            database.write(sql -> {
                insert(sql, "'SIGNED_IN', 'self', 'someone'", "SELECT n FROM generate_series(1, 5000) n");
                return true;
            });

            List<Long> bytes = database.read(sql -> sql.list(
                    "SELECT pg_relation_size(indexname::regclass) FROM pg_indexes WHERE tablename = 'saoma_audit_event'"
                            + " AND indexname <> 'saoma_audit_event_by_user' AND indexname <> 'saoma_audit_event_pkey'",
                    row -> row.getLong(1)));
            assertThat(bytes).hasSize(5).allMatch(size -> size <= EMPTY_INDEX);
        }
    }

    private static List<String> plans(
            SqlStore store, SqlConnection sql, AuditFilter filter, String explain, String column) {
        var recorded = new RecordedStatements(sql);
        store.rows(recorded.connection()).audit().newest(filter, Long.MAX_VALUE, 10);
        return IntStream.range(0, recorded.seen().size())
                .mapToObj(i -> String.join(
                        "\n",
                        sql.list(
                                explain + recorded.seen().get(i),
                                row -> row.getString(column),
                                recorded.values().get(i).toArray())))
                .toList();
    }
}
