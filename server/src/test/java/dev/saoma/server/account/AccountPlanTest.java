package dev.saoma.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.database.SqlConnection;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Secret;
import dev.saoma.server.ExplainedStatements;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.RealPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No list of accounts and no search scans a whole table, since it would slow down with every user. */
@Timeout(120)
class AccountPlanTest {
    private static final int ACCOUNTS = 21_000;
    private static final int STEP = 1_000;

    @Test
    void usesAnIndexOnSqlite() {
        try (var database = SqliteDatabase.inMemory()) {
            fill(database);

            assertThat(plans(database))
                    .allMatch(plan -> plan.contains("SEARCH"))
                    .noneMatch(plan -> plan.contains("SCAN") || plan.contains("TEMP B-TREE"))
                    .noneMatch(plan -> plan.contains("nickname_key >") && !plan.contains("saoma_account_by_nickname"));
        }
    }

    @Test
    void usesAnIndexOnPostgresql() {
        try (var database = ServerDatabase.open(RealPostgres.newDatabase(), RealPostgres.USER, Secret.of(""), 2)) {
            fill(database);

            assertThat(plans(database))
                    .allMatch(plan -> plan.contains("Index Cond"))
                    .noneMatch(plan -> plan.contains("Seq Scan"))
                    .noneMatch(plan -> plan.contains("IS DISTINCT FROM") && !plan.contains("saoma_account_to_fold"));
        }
    }

    /**
     * A page looks at some thousands of accounts, however few pass its filter, so that it does not last. The first of the two is
     * to be folded, and is found apart from the others.
     */
    @Test
    void findsTheOnlyTwoOfManyThousandsOverPages() {
        try (var database = SqliteDatabase.inMemory()) {
            fill(database);
            database.write(sql -> sql.execute("DELETE FROM saoma_wechat_auth WHERE user_id NOT IN ('u5000', 'u9998')"));
            var bound = new AccountFilter(Optional.empty(), Optional.of(true));
            var search = new AccountSearch(SqlStore.open(database, false));
            List<AccountPage> listed =
                    pages(after -> database.read(sql -> new AccountRows(sql).after(after.orElse(""), bound, 5)));
            List<AccountPage> found =
                    pages(after -> search.search(new SearchTerm.ByNickname("person"), bound, after, 5));

            assertThat(listed).hasSize(5);
            assertThat(found).hasSize(11);
            assertThat(ids(listed)).containsExactly("u5000", "u9998");
            assertThat(ids(found)).containsExactly("u5000", "u9998");
            assertThat(ids(pages(after -> search.search(new SearchTerm.All(), bound, after, 5))))
                    .containsExactly("u5000", "u9998");
        }
    }

    /** Ten are to be folded, and are found apart from the others; each account is on one page. */
    @ParameterizedTest
    @ValueSource(ints = {60, 200})
    void returnsEachAccountOnceOverShortPages(int limit) {
        try (var database = SqliteDatabase.inMemory()) {
            fill(database);
            var search = new AccountSearch(SqlStore.open(database, false));
            database.write(sql -> sql.execute("DELETE FROM saoma_wechat_auth WHERE rowid % 3 <> 0"));
            var unbound = new AccountFilter(Optional.empty(), Optional.of(false));
            List<String> expected = database.read(sql -> sql.list(
                    "SELECT id FROM saoma_account WHERE id NOT IN (SELECT user_id FROM saoma_wechat_auth)",
                    row -> row.getString(1)));

            assertThat(ids(pages(after -> search.search(new SearchTerm.All(), unbound, after, limit))))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(ids(pages(after ->
                            database.read(sql -> new AccountRows(sql).after(after.orElse(""), unbound, limit)))))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<AccountPage> pages(Function<Optional<String>, AccountPage> list) {
        var pages = new ArrayList<AccountPage>();
        Optional<String> after = Optional.empty();
        do {
            pages.add(list.apply(after));
            after = pages.get(pages.size() - 1).next();
        } while (after.isPresent());
        return pages;
    }

    private static List<String> ids(List<AccountPage> pages) {
        return pages.stream()
                .flatMap(page -> page.accounts().stream())
                .map(account -> account.id().value())
                .toList();
    }

    /** Adds accounts in steps; one of 100 is disabled, every second one is bound, and one of 1,000 is to be folded. */
    private static void fill(Database database) {
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        SqlStore.open(database, true);
        for (int from = 0; from < ACCOUNTS; from += STEP) {
            int first = from;
            database.write(sql -> {
                for (int i = first; i < first + STEP; i++) {
                    add(sql, i);
                }
                return true;
            });
        }
        database.write(sql -> sql.execute("ANALYZE"));
    }

    private static void add(SqlConnection sql, int i) {
        sql.executeLater(
                """
                INSERT INTO saoma_account (id, nickname, disabled, once_key, created_at, nickname_key, nickname_key_of)
                VALUES (?, ?, ?, ?, 0, ?, ?)""",
                "u" + i,
                "Person " + i,
                i % 100 == 0 ? 1 : 0,
                "once" + i,
                "person " + i,
                i % 1_000 == 0 ? "Old name" : "Person " + i);
        if (i % 2 == 0) {
            sql.executeLater("""
                    INSERT INTO saoma_wechat_auth (app_id, user_id, open_id, union_id, open_platform, bound_at)
                    VALUES ('wx1', ?, ?, ?, 'default', 0)""", "u" + i, "open" + i, "union" + i);
        }
    }

    private static List<String> plans(Database database) {
        return database.read(sql -> {
            var explained = new ExplainedStatements(sql);
            var lists = new AccountRows(explained.connection());
            var search = new AccountSearchRows(explained.connection(), database.dialect());
            var prefix = new NicknameKey("person 12");
            var inside = new AccountCursor(new NicknameKey("person 1234"), "u1234");
            for (AccountFilter filter : filters()) {
                lists.after("u5", filter, 50);
                lists.find(new UserId("u5"), filter);
                search.byId(List.of(new UserId("u5"), new UserId("u6")), filter);
                search.startingWith(prefix, AccountCursor.START, filter, 50);
                search.startingWith(prefix, inside, filter, 50);
            }
            search.toFold("u5", STEP);
            return explained.plans(database.dialect());
        });
    }

    private static List<AccountFilter> filters() {
        Optional<Boolean> all = Optional.empty();
        return List.of(
                AccountFilter.ALL,
                new AccountFilter(Optional.of(true), all),
                new AccountFilter(Optional.of(false), all),
                new AccountFilter(all, Optional.of(true)),
                new AccountFilter(all, Optional.of(false)));
    }
}
