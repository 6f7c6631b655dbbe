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
import dev.saoma.store.PersonalDataRows;
import dev.saoma.store.Transaction;
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
    private static SqlStore store;

    record LookUp(String name, Consumer<Transaction> asks, List<Object> values) {
        static LookUp auths(String name, Consumer<WeChatAuthRows> asks, Object... values) {
            return new LookUp(name, tx -> asks.accept(tx.auths()), List.of(values));
        }

        static LookUp personal(String name, Consumer<PersonalDataRows> asks, Object... values) {
            return new LookUp(name, tx -> asks.accept(tx.personalData()), List.of(values));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void fill() {
        database = TestServer.POSTGRESQL.migrated();
        store = SqlStore.open(database, false);
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
                LookUp.auths("by openid", auths -> auths.byOpenId(APP, openId), app, openId.value()),
                LookUp.auths("by user", auths -> auths.byUser(APP, user), app, user.value()),
                LookUp.auths(
                        "by either",
                        auths -> auths.byOpenIdOrUser(APP, openId, user),
                        app,
                        openId.value(),
                        app,
                        user.value()),
                LookUp.auths("user of", auths -> auths.userOf(ACCOUNT, union), account, union.value()),
                LookUp.auths("unionid of", auths -> auths.unionIdOf(ACCOUNT, user), account, user.value()),
                LookUp.auths("unlinked", auths -> auths.isUnbound(APP, user), app, user.value()),
                LookUp.personal("users of openid", rows -> rows.usersOf(openId, 10), openId.value(), 10),
                LookUp.personal("users of unionid", rows -> rows.usersOf(union, 10), union.value(), 10),
                LookUp.personal("identities", rows -> rows.identities(user, 10), user.value(), 10),
                LookUp.personal("unbindings", rows -> rows.unbindings(user, 10), user.value(), 10),
                LookUp.personal("tickets", rows -> rows.tickets(user, 10), user.value(), 10));
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
            handle.execute("""
                    INSERT INTO saoma_ticket (hash, kind, payload, user_id, app_id, expires_at)
                    SELECT ? || n, 'INVITATION', '{}', 'user' || n, ?, 0 FROM generate_series(?, ?) n""", app, app, from, to);
        }
    }

    private static String statement(SqlConnection handle, LookUp one) {
        var recorded = new RecordedStatements(handle);
        one.asks().accept(store.rows(recorded.connection()));
        return recorded.seen().get(0);
    }

    private static String plan(SqlConnection handle, String sql, List<Object> values) {
        return String.join("\n", handle.list("EXPLAIN " + sql, row -> row.getString(1), values.toArray()));
    }
}
