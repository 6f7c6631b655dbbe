package dev.saoma.benchmark.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * The tables of a server that does not run, filled with what administrators of a large site look through. All rows are
 * computed from their number, so two databases are alike.
 */
public final class ConsoleSite {
    /** Has one event of forty, as a monitor that signs in every minute would. */
    public static final String ROBOT = user(1);
    /** Has as many, all of them in the first tenth. */
    public static final String FORMER = user(2);
    /** An administrator. */
    public static final String ADMIN = user(7);

    private static final Duration AUDITED = Duration.ofDays(170);
    private static final Duration FAILURES = Duration.ofDays(7).minusHours(1);
    /** Without a factor in common with a power of ten, so that identifiers come in no order of their rows. */
    private static final long SCATTER = 7_654_321;

    private static final String[] INSTANCES = {"MyWeChatLogin", "PartnerLogin", "ShopLogin", "StaffLogin"};
    private static final String STEPS = """
            (SELECT 'attempt' AS step, 'ok' AS outcome UNION ALL SELECT 'attempt', 'renewed'
             UNION ALL SELECT '/sns/oauth2/access_token', 'ok' UNION ALL SELECT '/sns/userinfo', 'ok'
             UNION ALL SELECT 'code', 'ok' UNION ALL SELECT 'code', 'state_invalid' UNION ALL SELECT 'code', 'wechat_code_invalid'
             UNION ALL SELECT 'code', 'wechat_unreachable' UNION ALL SELECT 'request', 'rate_limited'
             UNION ALL SELECT 'session', 'ok') AS steps""";

    private final String url;
    private final String user;
    private final Size size;
    private final long now = Instant.now().toEpochMilli();

    /**
     * The numbers of rows.
     *
     * @param days whole days of counts by minute
     */
    public record Size(int people, int events, int failures, int days, int nodes) {}

    private ConsoleSite(String url, String user, Size size) {
        this.url = url;
        this.user = user;
        this.size = size;
    }

    /** Fills the tables, which must be there and empty. */
    public static void fill(String url, String user, Size size) throws SQLException {
        new ConsoleSite(url, user, size).fill();
    }

    /** Returns the identifier of a user. */
    public static String user(int number) {
        return "u_%08d".formatted(number);
    }

    private void fill() throws SQLException {
        try (BulkSql sql = BulkSql.open(url, user)) {
            people(sql);
            organisations(sql);
            sessions(sql);
            sql.withoutIndexes("saoma_audit_event", () -> events(sql));
            sql.withoutIndexes("saoma_flow_failure", () -> failures(sql));
            counts(sql);
            versions(sql);
            sql.commit();
        }
    }

    /** One of 100 is disabled, one of 20 has the commonest nickname, and four of five are bound, but nobody of a tenth. */
    private void people(BulkSql sql) throws SQLException {
        String shuffled = "(SELECT (n * " + SCATTER + ") % " + size.people() + " AS m, n FROM "
                + sql.series(size.people()) + ") AS people";
        String digits = BulkSql.digits("m");
        String nickname = "CASE WHEN m %% 20 = 3 THEN '%s' ELSE '%s' || " + digits + " END";
        sql.execute(
                "INSERT INTO saoma_account (id, nickname, disabled, once_key, created_at, nickname_key, nickname_key_of)"
                        + " SELECT 'u_' || " + digits + ", " + nickname.formatted("Alice", "Person ")
                        + ", CASE WHEN m % 100 = 0 THEN 1 ELSE 0 END, 'once' || " + digits + ", " + now + " - m, "
                        + nickname.formatted("alice", "person ") + ", " + nickname.formatted("Alice", "Person ")
                        + " FROM "
                        + shuffled);
        long half = size.people() / 2;
        sql.execute(
                "INSERT INTO saoma_wechat_auth (app_id, user_id, open_id, union_id, open_platform, bound_at, profiled_at)"
                        + " SELECT 'wx0123456789abcdef', 'u_' || " + digits + ", 'oSaomaBenchmark00000' || " + digits
                        + ", 'uSaomaBenchmark00000' || " + digits + ", 'default', " + now + " - m, " + now
                        + " - m FROM " + shuffled
                        + " WHERE m % 5 <> 0 AND (m < " + half + " OR m >= " + (half + size.people() / 10) + ")");
        sql.execute("INSERT INTO saoma_wechat_person (open_platform, union_id, user_id)"
                + " SELECT open_platform, union_id, user_id FROM saoma_wechat_auth");
        sql.execute("INSERT INTO saoma_admin (user_id, role, granted_at, granted_by) VALUES ('" + ADMIN + "', 'owner', "
                + now + ", 'cli')");
    }

    /** All are in one organisation, and in one of 1,000 more. */
    private void organisations(BulkSql sql) throws SQLException {
        sql.execute(
                "INSERT INTO saoma_corp (id, name, created_at) VALUES ('all', 'All', " + now + ")",
                "INSERT INTO saoma_corp (id, name, created_at) SELECT 'c_' || " + BulkSql.digits("n")
                        + ", 'Organisation ' || n, " + now + " FROM " + sql.series(1_000),
                "INSERT INTO saoma_corp_member (corp_id, user_id, joined_at) SELECT 'all', id, created_at FROM saoma_account",
                "INSERT INTO saoma_corp_member (corp_id, user_id, joined_at) SELECT 'c_' || "
                        + BulkSql.digits("n % 1000") + ", 'u_' || " + BulkSql.digits("n") + ", " + now + " FROM "
                        + sql.series(size.people()));
    }

    /** One of ten has a session, and one user a hundred. */
    private void sessions(BulkSql sql) throws SQLException {
        String insert = "INSERT INTO saoma_session (id, secret_hash, user_id, auth_id, instance, device, platform,"
                + " authenticated_at, created_at, last_seen_at) SELECT %s || " + BulkSql.digits("n") + ", %s || "
                + BulkSql.digits("n") + ", %s, 1, 'MyWeChatLogin', 'Chrome, Linux', 'web', " + now + ", " + now + ", "
                + now
                + " - n FROM ";
        sql.execute(
                insert.formatted("'s'", "'h'", "'u_' || " + BulkSql.digits("n * 10 + 2"))
                        + sql.series(size.people() / 10),
                insert.formatted("'robot'", "'hr'", "'" + ROBOT + "'") + sql.series(100));
    }

    /**
     * Nine of ten are sign-ins. The first tenth is of a release that stored no actor, and the first twentieth has the
     * registrations.
     */
    private void events(BulkSql sql) throws SQLException {
        long rare = size.events() / 40;
        long step = AUDITED.toMillis() / size.events();
        long begin = now - step * size.events();
        String kind = "CASE WHEN n % " + rare + " = 5 THEN 'CONFLICT' WHEN n < " + size.events() / 20
                + " AND n % 2 = 1 THEN 'REGISTERED' WHEN n % 20 = 1 THEN 'BOUND' WHEN n % 1000 = 3 THEN 'ADMINISTERED' WHEN n % 1000 = 503 THEN 'INVITED' WHEN n % 5000 = 4"
                + " THEN 'UNBOUND' ELSE 'SIGNED_IN' END";
        String actor = "CASE WHEN n < " + size.events() / 10 + " THEN '' WHEN n % " + rare
                + " = 5 THEN 'system' WHEN n % 1000 = 3" + " THEN 'key' WHEN n % 1000 = 503 OR n % 5000 = 4 THEN 'user:"
                + ADMIN + "' ELSE 'self' END";
        String whom = "CASE WHEN n % 40 = 7 THEN '" + ROBOT + "' WHEN n < " + size.events() / 10
                + " AND n % 4 = 0 THEN '" + FORMER
                + "' ELSE 'u_' || "
                + BulkSql.digits("((n * " + SCATTER + ") % " + size.people() + ")") + " END";
        sql.execute("INSERT INTO saoma_audit_event (happened_at, kind, actor, user_id, app_id, note) SELECT " + begin
                + " + n * "
                + step + ", " + kind + ", " + actor + ", " + whom + ", 'wx0123456789abcdef', 'MyWeChatLogin' FROM "
                + sql.series(size.events()));
    }

    /** The first tenth has a code that is not there later. */
    private void failures(BulkSql sql) throws SQLException {
        long step = FAILURES.toMillis() / size.failures();
        long begin = now - step * size.failures();
        String code = "CASE WHEN n % " + size.failures() / 40
                + " = 5 THEN 'wechat_configuration' WHEN n < " + size.failures() / 10
                + " THEN 'wechat_unreachable' WHEN n % 3 = 0 THEN 'state_invalid'"
                + " WHEN n % 3 = 1 THEN 'wechat_code_invalid' ELSE 'rate_limited' END";
        sql.execute(
                "INSERT INTO saoma_flow_failure (happened_at, node, attempt, browser, instance, step, code, took_ms) SELECT "
                        + begin + " + n * " + step + ", 'node-' || (n % " + size.nodes() + ")" + ", '00000000' || "
                        + BulkSql.digits("n / 2")
                        + ", 'b' || ((n * " + SCATTER + ") % 50000), 'MyWeChatLogin', 'code', " + code + ", 12 FROM "
                        + sql.series(size.failures()));
    }

    /** Each step of four login methods ended in each way in each minute at each node: more than any site has. */
    private void counts(BulkSql sql) throws SQLException {
        long minutes = size.days() * 1_440L;
        long begin = now / 60_000 - minutes;
        var instances = new StringBuilder("(SELECT '" + INSTANCES[0] + "' AS instance");
        for (int i = 1; i < INSTANCES.length; i++) {
            instances.append(" UNION ALL SELECT '").append(INSTANCES[i]).append("'");
        }
        sql.execute("INSERT INTO saoma_flow_minute (minute, node, instance, step, outcome, number) SELECT " + begin
                + " + minutes.n, 'node-' || nodes.n, instance, step, outcome, 17 FROM (SELECT n FROM "
                + sql.series(minutes)
                + ") AS minutes CROSS JOIN (SELECT n FROM " + sql.series(size.nodes()) + ") AS nodes CROSS JOIN "
                + instances
                + ") AS instances CROSS JOIN " + STEPS);
    }

    private void versions(BulkSql sql) throws SQLException {
        sql.execute(
                "INSERT INTO saoma_element_version (full_name, version, state, change_kind, changed_at, changed_by, etag, e_json,"
                        + " business_name, business) SELECT 'auths.loginTypes.MyWeChatLogin', n + 1, 'done', 'saved', "
                        + now
                        + " - 1000 + n, 'key', 'x', '{}', 'MyWeChatLogin.json', '{}' FROM " + sql.series(200));
    }
}
