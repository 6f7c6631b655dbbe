package dev.saoma.benchmark.database;

import com.sun.management.OperatingSystemMXBean;
import dev.saoma.database.Database;
import dev.saoma.database.ServerDatabase;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Secret;
import dev.saoma.store.Store;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.wechat.WeChatAuthModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A database filled with a given number of account links, in the product's own tables. */
public final class Filled implements AutoCloseable {
    private static final AppId APP = new AppId("wx0123456789abcdef");
    private static final String COLUMNS =
            " (app_id, user_id, open_id, union_id, open_platform, bound_at) SELECT 'wx0123456789abcdef', 'user' || n,"
                    + " 'oSaomaBenchmark' || n, 'uSaomaBenchmark' || n, 'default', 1 FROM ";
    private static final String PERSON =
            "INSERT INTO saoma_wechat_person (open_platform, union_id, user_id) SELECT open_platform, union_id, user_id"
                    + " FROM saoma_wechat_auth";

    private final int size;
    private final Database database;
    private final Store store;
    private final WeChatAuthModel model;

    private Filled(int size, Database database) {
        this.size = size;
        this.database = database;
        this.store = SqlStore.open(database, true);
        this.model = new WeChatAuthModel(store);
    }

    /** The kind of look-up. */
    public enum LookUp {
        OPENID("openid"),
        UNIONID("Q(unionId=…)"),
        USER("Q(userId=…)");

        private final String title;

        LookUp(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Look-ups per second, and the CPU time of this process for each. */
    public record Rate(double perSecond, double cpuMicros) {}

    public static Filled onPostgres(Postgres server, int size) throws SQLException {
        String name = "filled" + size;
        execute(server.jdbcUrl(), "CREATE DATABASE " + name);
        var filled = new Filled(size, ServerDatabase.open(server.jdbcUrl(name), Postgres.USER, Secret.of(""), 2));
        execute(
                server.jdbcUrl(name),
                "INSERT INTO saoma_wechat_auth" + COLUMNS + "generate_series(1, " + size + ") n",
                PERSON,
                "VACUUM ANALYZE");
        return filled;
    }

    public static Filled onSqlite(Path folder, int size) throws SQLException {
        Path file = folder.resolve("filled" + size + ".db");
        var filled = new Filled(size, SqliteDatabase.open(file));
        execute(
                "jdbc:sqlite:" + file,
                "BEGIN",
                "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < " + size
                        + ") INSERT INTO saoma_wechat_auth" + COLUMNS + "counted",
                PERSON,
                "COMMIT",
                "PRAGMA wal_checkpoint(TRUNCATE)");
        return filled;
    }

    private static void execute(String url, String... statements) throws SQLException {
        String user = url.startsWith("jdbc:postgresql") ? Postgres.USER : "";
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public int size() {
        return size;
    }

    /** Looks up random users one after another; fails when one is not found. */
    public Rate rate(LookUp lookUp, double seconds) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var random = new Random(size);
        long cpu = system.getProcessCpuTime();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        long count = 0;
        while (System.nanoTime() < end) {
            String user = "user" + (1 + random.nextInt(size));
            WeChatAuth found = Objects.requireNonNull(find(lookUp, user), () -> user + " is not found");
            if (!found.userId().value().equals(user)) {
                throw new IllegalStateException("Somebody else than " + user + " is found.");
            }
            count++;
        }
        double wall = (System.nanoTime() - begin) / 1e9;
        return new Rate(count / wall, (system.getProcessCpuTime() - cpu) / 1e3 / count);
    }

    private @Nullable WeChatAuth find(LookUp lookUp, String user) {
        String digits = user.substring("user".length());
        return switch (lookUp) {
            case OPENID ->
                store.lookUp(tx -> tx.auths().byOpenId(APP, new OpenId("oSaomaBenchmark" + digits)))
                        .orElse(null);
            case UNIONID -> model.get("Q(unionId='uSaomaBenchmark" + digits + "')", List.of());
            case USER -> model.get("Q(userId='" + user + "')", List.of());
        };
    }

    @Override
    public void close() {
        database.close();
    }
}
