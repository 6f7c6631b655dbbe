package dev.saoma.benchmark.measure;

import dev.saoma.App;
import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.database.Pgbench;
import dev.saoma.benchmark.database.Postgres;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import dev.saoma.benchmark.upstream.Upstream;
import dev.saoma.database.ServerDatabase;
import dev.saoma.secret.Secret;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** S6: binds and unbinds per second on a crash-safe database, compared with the inserts of pgbench. */
public final class BindingWrites implements Measure {
    private static final int WRITERS = 8;

    @Override
    public String id() {
        return "S6";
    }

    @Override
    public String title() {
        return "Binds and unbinds on PostgreSQL, every commit synced";
    }

    /** The rates of one round, per second; those of pgbench are 0 when it is not installed. */
    private record Seen(double bindsOne, double insertsOne, double binds, double inserts, double unbinds) {}

    @Override
    public Section take(Bench bench) throws Exception {
        var seen = new ArrayList<Seen>();
        boolean compared;
        try (var closing = new Closing()) {
            Upstream upstream = closing.add(Upstream.start(bench));
            bench.say("S6 starts PostgreSQL");
            Postgres postgres = closing.add(Postgres.start(bench));
            Optional<Pgbench> pgbench = Pgbench.find(bench, postgres);
            compared = pgbench.isPresent();
            App app = closing.add(App.builder()
                    .instance(new WeChatInstance(
                            "MyWeChatLogin",
                            "WeChat Login",
                            "wx0123456789abcdef",
                            Secret.of("0123456789abcdef0123456789abcdef")))
                    .wechat(WeChatSettings.emulator(upstream.base().toString()))
                    .database(
                            closing.add(ServerDatabase.open(postgres.jdbcUrl(), Postgres.USER, Secret.of(""), WRITERS)))
                    .open());
            var writers = new Writers(app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class));
            int seconds = bench.scale().of(1, 3, 5);
            bench.say("S6 warms");
            writers.bind(WRITERS, bench.scale().of(1, 6, 12));
            for (int round = 0; round < bench.scale().of(1, 3, 7); round++) {
                bench.say("S6 round " + (round + 1));
                seen.add(round(writers, pgbench, seconds));
            }
            requireAllKept(postgres, writers);
        }
        return section(seen, compared);
    }

    private static Seen round(Writers writers, Optional<Pgbench> pgbench, int seconds) throws Exception {
        double bindsOne = writers.bind(1, seconds);
        double insertsOne = pgbench.isPresent() ? pgbench.get().insertsASecond(1, seconds) : 0;
        double binds = writers.bind(WRITERS, seconds);
        double inserts = pgbench.isPresent() ? pgbench.get().insertsASecond(WRITERS, seconds) : 0;
        return new Seen(bindsOne, insertsOne, binds, inserts, writers.unbind(WRITERS, seconds));
    }

    private static void requireAllKept(Postgres postgres, Writers writers) throws Exception {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), Postgres.USER, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM saoma_wechat_auth")) {
            rows.next();
            if (rows.getLong(1) != writers.bound()) {
                throw new IllegalStateException(
                        "%d bindings were acknowledged, %d rows are there".formatted(writers.bound(), rows.getLong(1)));
            }
        }
    }

    private Section section(List<Seen> seen, boolean compared) {
        var rows = new ArrayList<Row>();
        if (compared) {
            rows.add(row(
                    "saoma",
                    "pgbench",
                    "writes a second, 8 writers",
                    Optional.of(Target.atLeast(0.5)),
                    seen,
                    e -> e.binds() / e.inserts()));
            rows.add(row(
                    "saoma",
                    "pgbench",
                    "writes a second, 1 writer",
                    Optional.empty(),
                    seen,
                    e -> e.bindsOne() / e.insertsOne()));
        }
        rows.add(row(
                "saoma",
                "1 writer",
                "binds a second, 8 writers",
                Optional.of(Target.atLeast(3)),
                seen,
                e -> e.binds() / e.bindsOne()));
        if (compared) {
            rows.add(row(
                    "pgbench",
                    "1 writer",
                    "inserts a second, 8 writers",
                    Optional.empty(),
                    seen,
                    e -> e.inserts() / e.insertsOne()));
        }
        var lines = new ArrayList<List<String>>();
        for (Seen each : seen) {
            lines.add(List.of(
                    Ratio.figure(each.bindsOne()),
                    Ratio.figure(each.binds()),
                    Ratio.figure(each.unbinds()),
                    Ratio.figure(each.insertsOne()),
                    Ratio.figure(each.inserts())));
        }
        var head = List.of("binds/s, 1 writer", "binds/s, 8", "unbinds/s, 8", "pgbench inserts/s, 1", "inserts/s, 8");
        var notes = new ArrayList<>(List.of(
                "fsync, synchronous_commit and full_page_writes on. A bind asks WeChat for the person (the stub, at once),"
                        + " looks whether person or user are bound otherwise, writes person, binding and audit line and ends"
                        + " what the user had begun, in one transaction of several statements; pgbench's insert is one"
                        + " statement, sent prepared. After the run as many rows are there as were acknowledged."));
        if (!compared) {
            notes.add("**pgbench was not on the path (Debian: package `postgresql`), so nothing stands beside.**");
        }
        return new Section(id(), title(), rows, List.of(new Table("A line for each round", head, lines)), notes);
    }

    private Row row(
            String subject,
            String versus,
            String of,
            Optional<Target> target,
            List<Seen> seen,
            ToDoubleFunction<Seen> ratio) {
        Ratio all = Ratio.of(seen.stream().map(ratio::applyAsDouble).toList());
        return new Row(id(), subject, versus, of, all, target);
    }
}
