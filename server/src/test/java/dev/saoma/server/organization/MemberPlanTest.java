package dev.saoma.server.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Secret;
import dev.saoma.server.ExplainedStatements;
import dev.saoma.testing.RealPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No page of organisations or members reads all accounts, or those of the pages before it. */
@Timeout(120)
class MemberPlanTest {
    private static final int PARTS = 20;

    @Test
    void usesAnIndexOnSqlite() {
        try (var database = SqliteDatabase.inMemory()) {
            fill(database);

            assertThat(plans(database))
                    .hasSize(3)
                    .allMatch(plan -> plan.contains("SEARCH"))
                    .noneMatch(plan -> plan.contains("SCAN saoma_"));
        }
    }

    @Test
    void usesAnIndexOnPostgresql() {
        try (var database = ServerDatabase.open(RealPostgres.newDatabase(), RealPostgres.USER, Secret.of(""), 2)) {
            fill(database);

            List<String> plans = plans(database);
            assertThat(plans)
                    .hasSize(3)
                    .allMatch(plan -> plan.contains("Index Cond"))
                    .noneMatch(plan -> plan.contains("Seq Scan"));
            // A merge reads the accounts from the first one on.
            assertThat(plans.get(0))
                    .contains("Index Cond: (id = saoma_corp_member.user_id)")
                    .doesNotContain("Merge Join");
        }
    }

    /** Inserts in parts, because a statement without an answer for five seconds fails, even on a busy machine. */
    private static void fill(Database database) {
        String numbers = ExplainedStatements.numbers(database.dialect());
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        database.write(sql ->
                sql.execute("INSERT INTO saoma_corp (id, name, created_at) SELECT 'c' || n, 'C', 0 FROM " + numbers));
        for (int part = 0; part < PARTS; part++) {
            String id = "'u' || CAST(" + (100_000 + part * 5_000) + " + n AS VARCHAR(6))";
            database.write(sql -> {
                sql.execute("INSERT INTO saoma_account (id, nickname, once_key, created_at) SELECT " + id + ", 'Ann', "
                        + id + ", 0 FROM " + numbers);
                return sql.execute("INSERT INTO saoma_corp_member (corp_id, user_id, joined_at) SELECT 'c1', " + id
                        + ", 0 FROM " + numbers);
            });
        }
        database.write(sql -> sql.execute("ANALYZE"));
    }

    private static List<String> plans(Database database) {
        return database.read(sql -> {
            var explained = new ExplainedStatements(sql);
            var rows = new OrganizationRows(explained.connection(), database.dialect());
            assertThat(rows.members(new CorpId("c1"), "u150000", 200)).hasSize(200);
            rows.after("c2", 200);
            rows.of(new UserId("u150000"), 200);
            return explained.plans(database.dialect());
        });
    }
}
