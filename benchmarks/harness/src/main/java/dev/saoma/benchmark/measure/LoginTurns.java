package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Drive;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Window;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Logins of 32 clients at warm subjects in turn, and their results. */
final class LoginTurns {
    private final Bench bench;
    private final Upstream upstream;
    private final List<Running> all;
    private final Rounds rounds = new Rounds();
    private final List<List<String>> extras = new ArrayList<>();
    private final Codes codes = new Codes();

    LoginTurns(Bench bench, Upstream upstream, List<Running> all) {
        this.bench = bench;
        this.upstream = upstream;
        this.all = List.copyOf(all);
    }

    Rounds take() throws Exception {
        for (Running each : all) {
            extras.add(extra(each));
        }
        int count = bench.scale().of(1, 3, 5);
        double seconds = bench.scale().of(0.5, 2.5, 5.0);
        for (int round = 0; round < count; round++) {
            bench.say("S1 round " + (round + 1) + " of " + count);
            for (int i = 0; i < all.size(); i++) {
                Running each = all.get((i + round) % all.size());
                rounds.add(
                        each.name(),
                        Drive.closed(each, Window.of(Subjects.CLIENTS, seconds), Operation.logins(each, codes)));
            }
        }
        return rounds;
    }

    /** Measures the figures that need the stub, in a separate window in which no other subject calls it. */
    private List<String> extra(Running running) throws Exception {
        long calls = upstream.calls();
        long connections = upstream.connections();
        double stub = upstream.cpu().toNanos();
        var window = new Window(Subjects.CLIENTS, Duration.ofMillis(1), Duration.ofMillis(1_000));
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

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    Table table(String caption) {
        var head = List.of(
                "subject",
                "CPU, µs a login",
                "with the database's",
                "of it compiling",
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
                    Ratio.figure(
                            rounds.figure(name, Result::cpuMicrosWithDatabase).median()),
                    percent(rounds.figure(name, r -> r.compiling() / r.processors())
                            .median()),
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
