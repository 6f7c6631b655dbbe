package dev.saoma.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.ServerDatabase;
import dev.saoma.database.SqlConnection;
import dev.saoma.database.TestServer;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.UnionId;
import dev.saoma.identity.UserId;
import dev.saoma.store.WeChatAuthRows;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person is found by an index only, even in an application that the statistics do not contain. */
class PostgresPlanTest {
    private static final AppId APP = new AppId("wxnew0123456789ab");
    private static final OpenPlatform ACCOUNT = new OpenPlatform("new");
    private static ServerDatabase database;

    record LookUp(String name, Consumer<WeChatAuthRows> asks, List<String> values) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void fill() {
        database = TestServer.POSTGRESQL.migrated();
        database.write(handle -> {
            fill(handle, "wxold0123456789ab", "old");
            handle.execute("ANALYZE");
            fill(handle, APP.value(), ACCOUNT.value());
            return 0;
        });
    }

    @AfterAll
    static void close() {
        if (database != null) {
            database.close();
        }
    }

    static Stream<LookUp> lookUps() {
        var openId = new OpenId("open500");
        var union = new UnionId("union500");
        var user = new UserId("user500");
        String app = APP.value();
        String account = ACCOUNT.value();
        return Stream.of(
                new LookUp("by openid", auths -> auths.byOpenId(APP, openId), List.of(app, openId.value())),
                new LookUp("by user", auths -> auths.byUser(APP, user), List.of(app, user.value())),
                new LookUp(
                        "by either",
                        auths -> auths.byOpenIdOrUser(APP, openId, user),
                        List.of(app, openId.value(), app, user.value())),
                new LookUp("user of", auths -> auths.userOf(ACCOUNT, union), List.of(account, union.value())),
                new LookUp("unionid of", auths -> auths.unionIdOf(ACCOUNT, user), List.of(account, user.value())),
                new LookUp("unlinked", auths -> auths.isUnbound(APP, user), List.of(app, user.value())));
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void readsOneRowForOne(LookUp one) {
        String plan = database.write(handle -> plan(handle, statement(handle, one), one.values()));

        assertThat(plan).contains("Index Cond").doesNotContain("Filter", "Seq Scan");
    }

    /** Inserts in parts, because a statement without an answer for five seconds fails, even on a busy machine. */
    private static void fill(SqlConnection handle, String app, String account) {
        for (int from = 1; from < 50_000; from += 5_000) {
            int to = from + 4_999;
            handle.execute("""
                    INSERT INTO saoma_wechat_auth (app_id, user_id, open_id, union_id, open_platform, bound_at)
                    SELECT ?, 'user' || n, 'open' || n, 'union' || n, ?, 0 FROM generate_series(?, ?) n""", app, account, from, to);
            handle.execute("""
                    INSERT INTO saoma_wechat_person (open_platform, union_id, user_id)
                    SELECT ?, 'union' || n, 'user' || n FROM generate_series(?, ?) n""", account, from, to);
            handle.execute("""
                    INSERT INTO saoma_wechat_unlinked (app_id, user_id, unlinked_at)
                    SELECT ?, 'user' || n, 0 FROM generate_series(?, ?) n""", app, from, to);
        }
    }

    private static String statement(SqlConnection handle, LookUp one) {
        var recorded = new RecordedStatements(handle);
        one.asks().accept(SqlStore.rows(database, recorded.connection()).auths());
        return recorded.seen().get(0);
    }

    private static String plan(SqlConnection handle, String sql, List<String> values) {
        return String.join("\n", handle.list("EXPLAIN " + sql, row -> row.getString(1), values.toArray()));
    }
}
