package dev.saoma.benchmark.database;

import dev.saoma.secret.TokenHash;
import dev.saoma.session.SessionLifetimes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * The SQLite file of a shipped server that does not run, filled with the people of the stub and with sessions whose secrets
 * are known.
 */
public final class LargeSite {
    /** How long an expired row may stay: the sweeper begins one minute after it has ended. */
    public static final Duration SWEPT_WITHIN = Duration.ofMinutes(3);

    private static final int HOURS = 3_600_000;
    private static final String PERSONS = """
            INSERT INTO saoma_wechat_person (open_platform, union_id, user_id)
            SELECT open_platform, union_id, user_id FROM saoma_wechat_auth ORDER BY union_id""";
    private static final String SESSION = """
            INSERT INTO saoma_session (id, secret_hash, user_id, auth_id, instance, device, platform, authenticated_at,
              created_at, last_seen_at)
            SELECT ?, ?, user_id, id, 'MyWeChatLogin', 'Chrome, Linux', 'web', ?, ?, ?
            FROM saoma_wechat_auth WHERE app_id = 'wx0123456789abcdef' AND open_id = ?""";

    private final Path file;

    public LargeSite(Path file) {
        this.file = file;
    }

    /** Returns the secret of one of the sessions. */
    public static String secret(int session) {
        return TokenHash.of("session " + session).value();
    }

    /** Adds accounts, links and persons, to tables that are empty. */
    public void addPeople(int people) throws SQLException {
        long now = Instant.now().toEpochMilli();
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TEMP TABLE person AS
                    WITH RECURSIVE counted(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < %d)
                    SELECT n, 'u_' || lower(hex(randomblob(12))) AS id FROM counted""".formatted(people));
            statement.execute("""
                    INSERT INTO saoma_account (id, nickname, once_key, created_at)
                    SELECT id, printf('Person %%08d', n), lower(hex(randomblob(32))), %d FROM person ORDER BY id""".formatted(now));
            statement.execute("""
                    INSERT INTO saoma_wechat_auth (app_id, user_id, open_id, union_id, open_platform, bound_at, profiled_at)
                    SELECT 'wx0123456789abcdef', id, printf('oSaomaBenchmark00000%%08d', n),
                      printf('uSaomaBenchmark00000%%08d', n), 'default', %1$d, %1$d FROM person ORDER BY n""".formatted(now));
            statement.execute(PERSONS);
            connection.commit();
        }
    }

    /**
     * Adds sessions, each of another person.
     *
     * @param inUse sessions that were used within the last minute
     * @param left sessions that are not used any more, and expire one after another within a time
     */
    public void addSessions(int inUse, int left, Duration within) throws SQLException {
        var random = new Random(inUse);
        long now = Instant.now().toEpochMilli();
        long idle = SessionLifetimes.DEFAULT.idle().toMillis();
        try (Connection connection = open();
                PreparedStatement insert = connection.prepareStatement(SESSION)) {
            for (int i = 0; i < inUse + left; i++) {
                long seen = i < inUse ? now - random.nextInt(60_000) : now - idle + random.nextLong(within.toMillis());
                long created = seen - random.nextInt(HOURS);
                insert.setString(1, TokenHash.of("id " + i).value().substring(0, 32));
                insert.setString(2, TokenHash.of(secret(i)).value());
                insert.setLong(3, created);
                insert.setLong(4, created);
                insert.setLong(5, seen);
                insert.setString(6, "oSaomaBenchmark00000%08d".formatted(i));
                insert.execute();
            }
            connection.commit();
        }
    }

    /** Returns the number of tickets that the sweeper should have deleted by now. */
    public long unsweptTickets() throws SQLException {
        return count("saoma_ticket WHERE expires_at < " + before(Duration.ZERO));
    }

    /** Returns the number of sessions that the sweeper should have deleted by now. */
    public long unsweptSessions() throws SQLException {
        SessionLifetimes life = SessionLifetimes.DEFAULT;
        return count("saoma_session WHERE last_seen_at < " + before(life.idle()) + " OR created_at < "
                + before(life.absolute()));
    }

    /** Returns the number of rows of a table. */
    public long rows(String table) throws SQLException {
        return count(table);
    }

    private static long before(Duration lifetime) {
        return Instant.now().minus(lifetime).minus(SWEPT_WITHIN).toEpochMilli();
    }

    private long count(String from) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -500000");
        }
        connection.setAutoCommit(false);
        return connection;
    }
}
