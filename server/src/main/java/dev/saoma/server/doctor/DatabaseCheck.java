package dev.saoma.server.doctor;

import dev.saoma.error.ConfigException;
import dev.saoma.error.LoginException;
import dev.saoma.query.Dialect;
import dev.saoma.sql.Database;
import dev.saoma.sql.PageCheck;
import dev.saoma.sql.SchemaState;
import dev.saoma.sql.SqlStore;
import dev.saoma.sql.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether the database is there, whose it is, and how far its tables are. */
record DatabaseCheck(Subject subject, Surroundings here) implements Check {
    /** Of the twenty seconds that all checks have. */
    private static final Duration PAGES_WAIT = Duration.ofSeconds(10);

    @Override
    public List<Finding> look() {
        return subject.server().map(this::server).orElseGet(this::file);
    }

    private List<Finding> file() {
        Path file = subject.data().resolve("saoma.db");
        if (!Files.exists(file)) {
            return List.of(Finding.ok("database", file + " is made at the first start", "首次启动时创建 " + file));
        }
        PageCheck pages = PageCheck.of(file, PAGES_WAIT);
        if (pages == PageCheck.DAMAGED) {
            return List.of(damaged(file));
        }
        try (Database database = SqliteDatabase.open(file)) {
            return List.of(
                    pages == PageCheck.SOUND
                            ? Finding.ok("database", file + " opens, and its pages are sound", file + " 可以打开，各页完好")
                            : Finding.ok("database", file + " opens", file + " 可以打开"),
                    schema(database));
        } catch (ConfigException e) {
            boolean inUse = String.valueOf(e.getMessage()).contains("in use");
            if (inUse && PortCheck.saomaRuns(subject)) {
                return List.of(Finding.ok("database", "the Saoma that runs here has it open", "正由本机运行的 Saoma 使用"));
            }
            return List.of(
                    inUse
                            ? Finding.fail(
                                    "nodes",
                                    new Said(
                                            "another process has " + file + " open, and a SQLite file serves one node",
                                            "另一进程正在使用 " + file + "，SQLite 文件只能供一个节点使用"),
                                    new Said(
                                            "stop that one, or give all nodes one server: saoma.store.url",
                                            "请停止该进程，或让所有节点使用同一数据库服务器：saoma.store.url"))
                            : Finding.fail(
                                    "database",
                                    new Said(String.valueOf(e.getMessage()), "无法打开 " + file),
                                    new Said(
                                            "see whose the file is, and restore it from a backup if it is none of SQLite's",
                                            "请检查文件归属；若文件已损坏，请从备份恢复")));
        }
    }

    private static Finding damaged(Path file) {
        return Finding.fail(
                "database",
                new Said(file + " has damaged pages, or is no database of SQLite's", file + " 含有损坏的页，或不是 SQLite 数据库"),
                new Said(
                        "stop Saoma, keep a copy of the file, and restore the last backup; without one save what can be"
                                + " read: sqlite3 " + file + " .recover",
                        "请停止 Saoma，保留该文件的副本，并从最近的备份恢复；若无备份，可用 sqlite3 " + file + " .recover 取出仍可读取的数据"));
    }

    private List<Finding> server(Supplier<Database> open) {
        try (Database database = open.get()) {
            var findings = new ArrayList<Finding>();
            findings.add(Finding.ok("database", "the database server answers and lets us in", "数据库服务器可连接"));
            findings.add(schema(database));
            findings.add(clock(database));
            return findings;
        } catch (ConfigException e) {
            return List.of(refused(
                    e,
                    "check saoma.store.url, saoma.store.user and saoma.store.password",
                    "请检查 saoma.store.url、saoma.store.user 与 saoma.store.password"));
        } catch (LoginException e) {
            return List.of(refused(
                    e,
                    "see that the server is up, and that its name and port in saoma.store.url are right",
                    "请确认数据库已启动，且 saoma.store.url 的地址与端口正确"));
        }
    }

    private static Finding refused(LoginException e, String fix, String chinese) {
        return Finding.fail("database", new Said(String.valueOf(e.getMessage()), "无法使用数据库"), new Said(fix, chinese));
    }

    private Finding schema(Database database) {
        SchemaState login = SqlStore.state(database);
        SchemaState people = subject.schema().apply(database);
        if (login.newer() || people.newer()) {
            return Finding.fail(
                    "schema",
                    new Said("the tables are of a newer release than this one", "数据表属于更新的版本"),
                    new Said("run the release that made them, or a newer one", "请运行创建它们的版本或更新版本"));
        }
        int pending = login.pending() + people.pending();
        if (pending > 0 && !subject.migrate()) {
            return Finding.fail(
                    "schema",
                    new Said(
                            pending + " scripts have not run, and saoma.store.migrate is false",
                            pending + " 个脚本尚未执行，而 saoma.store.migrate 为 false"),
                    new Said(
                            "have them run by who administers the database, or leave saoma.store.migrate out",
                            "请由数据库管理员执行，或去掉 saoma.store.migrate"));
        }
        return pending > 0
                ? Finding.ok("schema", pending + " scripts run at the next start", "下次启动时执行 " + pending + " 个脚本")
                : Finding.ok("schema", "the tables are up to date", "数据表为最新");
    }

    /** Against the interval in which it was asked, so that a slow answer is no difference. */
    private Finding clock(Database database) {
        String now = database.dialect() == Dialect.POSTGRESQL
                ? "SELECT extract(epoch from clock_timestamp()) * 1000"
                : "SELECT UNIX_TIMESTAMP(SYSDATE(3)) * 1000";
        Instant before = here.clock().instant();
        double theirs = database.read(
                handle -> handle.createQuery(now).mapTo(Double.class).one());
        Instant after = here.clock().instant();
        Instant at = Instant.ofEpochMilli((long) theirs);
        return ClockDifference.finding("the database's", "数据库", at, before, after, Duration.ofSeconds(5));
    }
}
