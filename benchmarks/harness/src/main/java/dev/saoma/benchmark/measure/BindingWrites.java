package dev.saoma.benchmark.measure;

import dev.saoma.App;
import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.database.BindScript;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** S6: binds and unbinds per second on a crash-safe database, compared with pgbench. */
public final class BindingWrites implements Measure {
    private static final int WRITERS = 8;
    private static final String SAME = "pgbench, same statements";

    @Override
    public String id() {
        return "S6";
    }

    @Override
    public String title() {
        return "Binds and unbinds on PostgreSQL that syncs";
    }

    /** The rates of one round, per second; those of pgbench are 0 when it is not installed. */
    private record Seen(
            double bindsOne,
            double sameOne,
            double binds,
            double same,
            double insertsOne,
            double inserts,
            double unbinds) {}

    @Override
    public Section take(Bench bench) throws Exception {
        var seen = new ArrayList<Seen>();
        int statements = 0;
        try (var closing = new Closing()) {
            Upstream upstream = closing.add(Upstream.start(bench));
            Optional<BindScript> script = Optional.empty();
            if (Pgbench.isThere()) {
                bench.say("S6 records the statements of a bind");
                script = Optional.of(RecordedBind.record(bench, upstream));
                statements = script.get().statements();
            }
            bench.say("S6 starts PostgreSQL");
            Postgres postgres = closing.add(Postgres.start(bench));
            Optional<Pgbench> pgbench =
                    script.isPresent() ? Optional.of(Pgbench.of(bench, postgres, script.get())) : Optional.empty();
            App app = closing.add(RecordedBind.app(
                    upstream,
                    closing.add(ServerDatabase.open(postgres.jdbcUrl(), Postgres.USER, Secret.of(""), WRITERS))));
            Writers writers = RecordedBind.writers(app);
            int seconds = bench.scale().of(1, 3, 5);
            bench.say("S6 warms");
            writers.bind(WRITERS, bench.scale().of(1, 8, 16));
            for (int round = 0; round < bench.scale().of(1, 3, 7); round++) {
                bench.say("S6 round " + (round + 1));
                seen.add(round(writers, pgbench, seconds));
            }
            requireRows(postgres.jdbcUrl(), "saoma_wechat_auth", writers.bound());
            if (pgbench.isPresent()) {
                requireRows(
                        pgbench.get().jdbcUrl(),
                        "saoma_wechat_auth",
                        pgbench.get().bound());
                requireRows(pgbench.get().jdbcUrl(), "saoma_ticket", 0);
            }
        }
        return section(seen, statements);
    }

    private static Seen round(Writers writers, Optional<Pgbench> pgbench, int seconds) throws Exception {
        double bindsOne = writers.bind(1, seconds);
        double sameOne = pgbench.isPresent() ? pgbench.get().bindsASecond(1, seconds) : 0;
        double binds = writers.bind(WRITERS, seconds);
        double same = pgbench.isPresent() ? pgbench.get().bindsASecond(WRITERS, seconds) : 0;
        double insertsOne = pgbench.isPresent() ? pgbench.get().insertsASecond(1, 1) : 0;
        double inserts = pgbench.isPresent() ? pgbench.get().insertsASecond(WRITERS, 1) : 0;
        double unbinds = writers.unbind(WRITERS, seconds);
        return new Seen(bindsOne, sameOne, binds, same, insertsOne, inserts, unbinds);
    }

    private static void requireRows(String url, String table, long expected) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, Postgres.USER, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            if (rows.getLong(1) != expected) {
                throw new IllegalStateException("%s of %s should have %d rows after what was acknowledged, and has %d"
                        .formatted(table, url, expected, rows.getLong(1)));
            }
        }
    }

    private Section section(List<Seen> seen, int statements) {
        boolean compared = statements > 0;
        var rows = new ArrayList<Row>();
        if (compared) {
            Optional<Target> target = Optional.of(Target.atLeast(0.7));
            rows.add(row(SAME, "binds a second, 8 writers", target, seen, e -> e.binds() / e.same()));
            rows.add(row(SAME, "binds a second, 1 writer", Optional.empty(), seen, e -> e.bindsOne() / e.sameOne()));
        }
        Optional<Target> growth = Optional.of(Target.atLeast(3));
        rows.add(row("1 writer", "binds a second, 8 writers", growth, seen, e -> e.binds() / e.bindsOne()));
        if (compared) {
            String of = "binds beside single inserts a second, 8 writers";
            rows.add(row("pgbench, one insert", of, Optional.empty(), seen, e -> e.binds() / e.inserts()));
        }
        var head = List.of(
                "binds/s, 1 writer",
                "binds/s, 8",
                "unbinds/s, 8",
                "pgbench, same statements/s, 1",
                "8",
                "pgbench inserts/s, 1",
                "8");
        var lines = new ArrayList<List<String>>();
        for (Seen each : seen) {
            lines.add(Stream.of(
                            each.bindsOne(),
                            each.binds(),
                            each.unbinds(),
                            each.sameOne(),
                            each.same(),
                            each.insertsOne(),
                            each.inserts())
                    .map(Ratio::figure)
                    .toList());
        }
        return new Section(
                id(), title(), rows, List.of(new Table("A line for each round", head, lines)), notes(statements));
    }

    private static List<String> notes(int statements) {
        var notes = new ArrayList<>(List.of(
                "fsync and full_page_writes on, synchronous_commit as Saoma sets it. A bind also asks WeChat for the person (the"
                        + " stub, at once). After the run as many rows are there as were acknowledged."));
        if (statements == 0) {
            notes.add("**pgbench was not on the path (Debian: package `postgresql`), so nothing stands beside.**");
            return notes;
        }
        notes.add(("`pgbench, same statements` sends the very statements of a bind, %d without those that begin and end"
                        + " transactions, in the same transactions and with the same durability, prepared, in a second"
                        + " database of the same server. The statements are recorded from PostgreSQL's log of a bind just"
                        + " before; people, users and hashes are new each time, moments are those of the recording. `pgbench,"
                        + " one insert` is a single statement, for information.")
                .formatted(statements));
        return notes;
    }

    private Row row(String versus, String of, Optional<Target> target, List<Seen> seen, ToDoubleFunction<Seen> ratio) {
        Ratio all = Ratio.of(seen.stream().map(ratio::applyAsDouble).toList());
        return new Row(id(), "saoma", versus, of, all, target);
    }
}
