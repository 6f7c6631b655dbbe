package dev.saoma.oidc.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.SqlConnection;
import dev.saoma.identity.UserId;
import dev.saoma.oidc.TestDatabase;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.SessionId;
import dev.saoma.store.sql.SqlStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement but the search for ended sessions reads a whole table. */
class GrantPlanTest {
    private static final TokenHash HASH = TokenHash.of("x");
    private static final ClientId CLIENT = new ClientId("grafana");
    private static final Instant NOW = Instant.EPOCH;
    private static final int GRANTS = 20_000;

    @Test
    void findsRowsByAnIndexInSqlite(@TempDir Path folder) {
        try (Database database = TestDatabase.SQLITE.open(folder)) {
            List<String> plans = database.write(sql -> {
                List<String> statements = statements(database, sql);
                assertThat(statements).hasSizeGreaterThan(25);
                return statements.stream()
                        .flatMap(one -> plan(sql, "EXPLAIN QUERY PLAN ", "detail", one).stream())
                        .toList();
            });

            assertThat(plans)
                    .filteredOn(step -> step.contains("SCAN "))
                    .allSatisfy(step -> assertThat(step).contains("LEFT JOIN saoma_session"));
        }
    }

    @Test
    void findsRowsByAnIndexInPostgresql(@TempDir Path folder) {
        try (Database database = TestDatabase.POSTGRESQL.open(folder)) {
            database.write(sql -> {
                fill(sql);
                return true;
            });
            List<String> plans = database.write(sql -> statements(database, sql).stream()
                    .filter(one -> !one.startsWith("INSERT"))
                    .flatMap(one -> plan(sql, "EXPLAIN ", "QUERY PLAN", one).stream())
                    .toList());

            assertThat(plans).filteredOn(step -> step.contains("Index Cond")).hasSizeGreaterThan(20);
            assertThat(plans)
                    .filteredOn(step -> step.contains("Seq Scan"))
                    .allSatisfy(step -> assertThat(step).contains("LEFT JOIN saoma_session"));
        }
    }

    /** Rows of sessions that live, and of codes and tokens half of which have expired. */
    private static void fill(SqlConnection sql) {
        sql.execute("""
                INSERT INTO saoma_session SELECT 's' || n, 'h' || n, 'user' || n, NULL, NULL, n, 'MyWeChatLogin', '', 'web', n, n, n
                FROM generate_series(1, ?) n""", GRANTS);
        sql.execute("""
                INSERT INTO saoma_wechat_auth (id, app_id, user_id, open_id, open_platform, bound_at)
                SELECT n, 'wx1', 'user' || n, 'o' || n, 'default', n FROM generate_series(1, ?) n""", GRANTS);
        sql.execute("""
                INSERT INTO saoma_oidc_grant (session_id, client_id, user_id, auth_id, scope, auth_time, made_at)
                SELECT 's' || n, 'grafana', 'user' || n, n, 'openid', n, n FROM generate_series(1, ?) n""", GRANTS);
        sql.execute("""
                INSERT INTO saoma_oidc_code (hash, grant_id, redirect_uri, scope, expires_at)
                SELECT 'c' || n, n, 'https://a.example/', 'openid', n FROM generate_series(1, ?) n""", GRANTS);
        sql.execute("""
                INSERT INTO saoma_oidc_token (hash, kind, grant_id, code_hash, scope, made_at, expires_at)
                SELECT 't' || n, 'refresh', n, 'c' || n, 'openid', n, n FROM generate_series(1, ?) n""", GRANTS);
        sql.execute("""
                INSERT INTO saoma_oidc_request (hash, browser, client_id, payload, made_at, expires_at)
                SELECT 'r' || n, 'b' || n, 'grafana', '{}', n, n FROM generate_series(1, ?) n""", GRANTS);
        sql.execute("""
                INSERT INTO saoma_oidc_logout (client_id, sid, sub, uri, tries, next_at)
                SELECT 'client' || n % 100, 'sid' || n, 'user' || n, 'https://a.example/', 0, n FROM generate_series(1, ?) n""", GRANTS);
        sql.execute("ANALYZE");
    }

    private static List<String> statements(Database database, SqlConnection sql) {
        List<String> seen = new ArrayList<>();
        SqlConnection recorded = SqlConnection.of(recording(sql.jdbc(), seen::add));
        var tx = GrantTransaction.of(SqlStore.open(database, false).rows(recorded), recorded, database.dialect());
        tokens(tx);
        tx.grants().lock(new SessionId("s"), CLIENT);
        tx.grants().lock(1);
        tx.grants().byId(1);
        tx.grants().withoutSession(10);
        tx.grants().expire(NOW.plusMillis(50), 10);
        tx.grants().delete(1);
        var notice = new LogoutNotice(0, CLIENT, "sid", "sub", URI.create("https://a.example"), 0, NOW);
        tx.logouts().insert(notice);
        tx.logouts().due(NOW);
        tx.logouts().due(CLIENT, NOW, 10);
        tx.logouts().claim(notice, NOW);
        tx.logouts().delete(1);
        return seen;
    }

    private static void tokens(GrantTransaction tx) {
        tx.requests().insert(new RequestRow(HASH, HASH, CLIENT, "{}", NOW, NOW));
        tx.requests().find(HASH, HASH, NOW);
        tx.requests().setBrowser(HASH, HASH, NOW);
        tx.requests().delete(HASH, HASH, NOW);
        tx.requests().sweep(NOW.plusMillis(50), 10);
        long grant = tx.grants()
                .insert(new GrantRow(
                        0, new SessionId("s"), CLIENT, new UserId("u"), 1, Set.of("openid"), NOW, NOW, false));
        tx.codes()
                .insert(new CodeRow(
                        HASH, grant, "", Optional.empty(), Optional.empty(), Set.of("openid"), NOW, Optional.empty()));
        tx.codes().find(HASH);
        tx.codes().use(HASH, NOW);
        tx.codes().sweep(NOW.plusMillis(50), 10);
        tx.codes().deleteByGrant(grant);
        tx.tokens().insert(TokenRow.access(HASH, grant, HASH, Set.of("openid"), NOW));
        tx.tokens().find(HASH, TokenKind.REFRESH);
        tx.tokens().replace(HASH, NOW);
        tx.tokens().delete(HASH);
        tx.tokens().deleteByCode(grant, HASH);
        tx.tokens().deleteByGrant(grant);
        tx.tokens().sweep(NOW.plusMillis(50), 10);
    }

    /** Returns a connection that tells each statement that is prepared on it. */
    private static Connection recording(Connection jdbc, Consumer<String> seen) {
        return (Connection) Proxy.newProxyInstance(
                GrantPlanTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        seen.accept((String) arguments[0]);
                    }
                    try {
                        return method.invoke(jdbc, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** With null for each value of SQLite, whose plans do not depend on values; PostgreSQL needs values that are few rows. */
    private static List<String> plan(SqlConnection sql, String explain, String column, String statement) {
        String text = statement.endsWith(" RETURNING id") ? statement.replace(" RETURNING id", "") : statement;
        if (explain.equals("EXPLAIN ")) {
            text = literal(text);
        }
        Object[] values = Collections.nCopies(
                        (int) text.chars().filter(c -> c == '?').count(), "x")
                .toArray();
        String full = text;
        return sql.list(explain + full, row -> row.getString(column) + "  in  " + full, values);
    }

    private static String literal(String statement) {
        return statement
                .replaceAll("LIMIT \\?", "LIMIT 10")
                .replaceAll("g.id IN \\(.*\\)", "g.id IN (50, 51)")
                .replaceAll("(\\w+_at|id|auth_id|grant_id|tries) (<=|>|=) \\?", "$1 $2 50")
                .replaceAll("(session_id|client_id) (=|>) 50", "$1 $2 's50'")
                .replaceAll("= \\?", "= 'x'")
                .replaceAll("\\?", "'x'")
                .replaceAll("(_at|auth_time) = 'x'", "$1 = 50");
    }
}
