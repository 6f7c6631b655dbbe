package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.database.Postgres;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Drive;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Shipped;
import dev.saoma.benchmark.load.Subject;
import dev.saoma.benchmark.load.Window;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import dev.saoma.benchmark.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S1: logins at saturation, while WeChat responds without delay. */
public final class LoginSaturation implements Measure {
    private static final int CLIENTS = 32;
    private static final List<Subject> PEERS = List.of(
            Subject.EMBEDDED,
            Subject.WXJAVA,
            Subject.SPRING_SECURITY,
            Subject.BARE_JDK,
            Subject.BARE_SOCKETS,
            Subject.JUSTAUTH);

    @Override
    public String id() {
        return "S1";
    }

    @Override
    public String title() {
        return "Logins at saturation, WeChat answering at once";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        var rows = new ArrayList<Row>();
        var tables = new ArrayList<Table>();
        var notes = new ArrayList<>(NOTES);
        try (var closing = new Closing()) {
            Upstream upstream = closing.add(Upstream.start(bench));
            List<Running> all = new ArrayList<>();
            for (Subject subject : PEERS) {
                all.add(closing.add(subject.start(bench, upstream)));
            }
            all.add(1, closing.add(Shipped.onSqlite().start(bench, upstream)));
            if (bench.scale() == Scale.FULL) {
                Postgres postgres = closing.add(Postgres.start(bench));
                all.add(
                        2,
                        closing.add(Shipped.onPostgres(postgres.jdbcUrl(), Postgres.USER)
                                .start(bench, upstream)));
            }
            var taken = new Taken(bench, upstream, all);
            taken.take();
            rows.addAll(rows(taken.rounds, ""));
            tables.add(taken.table("32 clients, each login in a fresh browser"));
            notes.addAll(taken.rounds.complaints());
        }
        if (bench.scale() == Scale.FULL) {
            overTls(bench, rows, tables);
        }
        return new Section(id(), title(), rows, tables, notes);
    }

    private static final List<String> NOTES = List.of(
            "Two thousand people log in in turn, all of them known after warming up. Equal work, checked before every run: whoever logged in is known by nickname at the next session check, nobody"
                    + " else is, and the state of another browser is refused. Users are kept in memory, by ours too"
                    + " (`embedded`); `server-sqlite` and `server-postgresql` are the shipped jar, which syncs every commit.",
            "A login at ours is four requests (attempt, callback page, code, session), at the peers two (redirect,"
                    + " callback). Ours asks WeChat once for somebody it knows, the peers twice.",
            "`bare-jdk` and `bare-sockets` are the JDK's own HTTP server with its HTTP client, and with pooled sockets: a"
                    + " floor, no product.",
            "The shipped server runs with its default settings but for those that a test without WeChat needs: mode,"
                    + " addresses, ports, folders, and the limits by address, which are off because all load comes from one.");

    private void overTls(Bench bench, List<Row> rows, List<Table> tables) throws Exception {
        try (var closing = new Closing()) {
            Upstream upstream = closing.add(Upstream.startTls(bench));
            List<Running> all = new ArrayList<>();
            for (Subject subject :
                    List.of(Subject.EMBEDDED, Subject.WXJAVA, Subject.SPRING_SECURITY, Subject.JUSTAUTH)) {
                all.add(closing.add(subject.start(bench, upstream)));
            }
            var taken = new Taken(bench, upstream, all);
            taken.take();
            for (String peer : List.of("wxjava", "spring-security", "justauth")) {
                rows.add(taken.rounds.cpu(id(), "embedded", peer, "CPU per login, WeChat over TLS", Optional.empty()));
            }
            tables.add(taken.table("WeChat over TLS, as the real one is"));
        }
    }

    private List<Row> rows(Rounds rounds, String suffix) {
        String of = "CPU per login" + suffix;
        var rows = new ArrayList<Row>();
        rows.add(rounds.cpu(id(), "embedded", "wxjava", of, Optional.of(Target.atMost(1.0))));
        rows.add(rounds.cpu(id(), "embedded", "spring-security", of, Optional.of(Target.atMost(0.5))));
        rows.add(rounds.cpu(id(), "embedded", "justauth", of, Optional.of(Target.atMost(0.1))));
        rows.add(rounds.cpu(id(), "embedded", "bare-jdk", of, Optional.empty()));
        rows.add(rounds.cpu(id(), "embedded", "bare-sockets", of, Optional.empty()));
        for (String server : List.of("server-sqlite", "server-postgresql")) {
            if (rounds.has(server)) {
                for (String peer : List.of("wxjava", "spring-security", "justauth")) {
                    rows.add(rounds.cpu(id(), server, peer, of, Optional.empty()));
                }
            }
        }
        for (String peer : List.of("wxjava", "spring-security", "justauth")) {
            Ratio rate = rounds.ratio("embedded", peer, Result::rate);
            rows.add(new Row(id(), "embedded", peer, "logins a second", rate, Optional.empty()));
        }
        return rows;
    }

    /** The running subjects and their results. */
    private static final class Taken {
        private final Bench bench;
        private final Upstream upstream;
        private final List<Running> all;
        private final Rounds rounds = new Rounds();
        private final List<List<String>> extras = new ArrayList<>();
        private final Codes codes = new Codes();

        Taken(Bench bench, Upstream upstream, List<Running> all) {
            this.bench = bench;
            this.upstream = upstream;
            this.all = all;
        }

        void take() throws Exception {
            for (Running each : all) {
                bench.say("S1 warms " + each.name());
                each.requireEqualWork();
                Drive.warm(each, CLIENTS, mostWarm(each.name()), Operation.logins(each, codes));
                extras.add(extra(each));
            }
            int rows = bench.scale().of(1, 3, 5);
            double seconds = bench.scale().of(0.5, 2.5, 5.0);
            for (int round = 0; round < rows; round++) {
                bench.say("S1 round " + (round + 1) + " of " + rows);
                for (int i = 0; i < all.size(); i++) {
                    Running each = all.get((i + round) % all.size());
                    rounds.add(
                            each.name(),
                            Drive.closed(each, Window.of(CLIENTS, seconds), Operation.logins(each, codes)));
                }
            }
        }

        /** Returns the maximum of warm-up windows, more for subjects with a target: their JVMs compile for almost a minute. */
        private int mostWarm(String subject) {
            boolean decides = List.of("embedded", "wxjava", "spring-security").contains(subject);
            return bench.scale().of(1, decides ? 20 : 6, 30);
        }

        /** Measures the figures that need the stub, in a separate window in which no other subject calls it. */
        private List<String> extra(Running running) throws Exception {
            long calls = upstream.calls();
            long connections = upstream.connections();
            double stub = upstream.cpu().toNanos();
            var window = new Window(CLIENTS, Duration.ofMillis(1), Duration.ofMillis(1_000));
            Result result = Drive.closed(running, window, Operation.logins(running, codes));
            long asked = Math.max(1, upstream.calls() - calls);
            double logins = Math.max(1, result.everything());
            return List.of(
                    Ratio.figure(asked / logins),
                    Ratio.figure((upstream.connections() - connections) / logins),
                    Ratio.figure((upstream.cpu().toNanos() - stub) / 1_000 / asked),
                    Ratio.figure(running.program().residentBytes() / 1e6),
                    Long.toString(running.program().threads()));
        }

        Table table(String caption) {
            var head = List.of(
                    "subject",
                    "CPU, µs a login",
                    "logins/s",
                    "p50 ms",
                    "p99 ms",
                    "failed",
                    "calls to WeChat a login",
                    "new connections a login",
                    "the stub's CPU, µs a call",
                    "RSS MB",
                    "threads");
            var lines = new ArrayList<List<String>>();
            for (int i = 0; i < all.size(); i++) {
                String name = all.get(i).name();
                var line = new ArrayList<>(List.of(
                        name,
                        rounds.figure(name, Result::cpuMicros).toString(),
                        rounds.figure(name, Result::rate).toString(),
                        Ratio.figure(rounds.figure(name, r -> r.millis(0.5)).median()),
                        Ratio.figure(rounds.figure(name, r -> r.millis(0.99)).median()),
                        Long.toString(rounds.errors(name))));
                line.addAll(extras.get(i));
                lines.add(line);
            }
            return new Table(caption, head, lines);
        }
    }
}
