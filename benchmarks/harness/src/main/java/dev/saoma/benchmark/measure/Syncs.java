package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.Drive;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Shipped;
import dev.saoma.benchmark.load.WarmUp;
import dev.saoma.benchmark.load.Window;
import dev.saoma.benchmark.process.Strace;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S9: how often a login waits until the disk has synced, and what a slow disk costs. */
public final class Syncs implements Measure {
    private static final Duration SLOW = Duration.ofMillis(20);
    private static final int PEOPLE = 50;
    private static final String SERVER = "server-sqlite";

    /** The result of one round on one disk, and the syncs of a login in it. */
    private record Seen(Result result, double syncs) {}

    /** A server under strace. */
    private record Traced(Running running, Strace strace, Codes codes) {
        static Traced start(Bench bench, Upstream upstream, Closing closing, Duration delay)
                throws IOException, InterruptedException {
            String name = SERVER + "-" + delay.toMillis();
            var strace = new Strace(bench.work().resolve(name + ".strace"), delay);
            Running running = closing.add(Shipped.onSqlite()
                    .with(name, List.of())
                    .under(strace.prefix())
                    .start(bench, upstream));
            running.requireEqualWork();
            var traced = new Traced(running, strace, new Codes(PEOPLE));
            try (Connection connection = Connection.open(running.port())) {
                for (int i = 0; i < PEOPLE; i++) {
                    running.journey().login(connection, traced.codes.next());
                }
            }
            return traced;
        }

        void warm(Duration most) throws IOException, InterruptedException {
            WarmUp.drive(running, 1, most, Operation.logins(running, codes));
        }

        Seen once(double seconds) throws IOException, InterruptedException {
            long before = strace.syncs();
            Result result = Drive.closed(running, Window.of(1, seconds), Operation.logins(running, codes));
            return new Seen(result, (strace.syncs() - before) / (double) Math.max(1, result.everything()));
        }
    }

    @Override
    public String id() {
        return "S9";
    }

    @Override
    public String title() {
        return "Syncs of a login, and a disk that is slow to sync";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        if (!Strace.works()) {
            return new Section(
                    id(),
                    title(),
                    List.of(),
                    List.of(),
                    List.of(
                            "**There was no strace that may trace processes (Debian: package `strace`; a container needs"
                                    + " `SYS_PTRACE`), so nothing was measured.**"));
        }
        var usual = new ArrayList<Seen>();
        var slow = new ArrayList<Seen>();
        try (var closing = new Closing()) {
            Upstream upstream = closing.add(Upstream.start(bench));
            bench.say("S9 starts a server as the disk is, and one with 20 ms more a sync");
            Traced atOnce = Traced.start(bench, upstream, closing, Duration.ZERO);
            Traced delayed = Traced.start(bench, upstream, closing, SLOW);
            bench.say("S9 warms");
            Duration most = Duration.ofSeconds(bench.scale().of(1, 8, 60));
            atOnce.warm(most);
            delayed.warm(most);
            double seconds = bench.scale().of(1.0, 3.0, 5.0);
            for (int round = 0; round < bench.scale().of(1, 3, 7); round++) {
                bench.say("S9 round " + (round + 1));
                usual.add(atOnce.once(seconds));
                slow.add(delayed.once(seconds));
            }
        }
        return section(usual, slow);
    }

    private Section section(List<Seen> usual, List<Seen> slow) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < usual.size(); i++) {
            ratios.add(slow.get(i).result().millis(0.5) / usual.get(i).result().millis(0.5));
        }
        var rows = List.of(
                new Row(
                        id(),
                        SERVER,
                        "login of a known person",
                        "syncs",
                        Ratio.of(usual.stream().map(Seen::syncs).toList()),
                        Optional.of(Target.atMost(0.05))),
                new Row(
                        id(),
                        SERVER,
                        "the disk as it is",
                        "p50 of a login, 20 ms more a sync",
                        Ratio.of(ratios),
                        Optional.of(Target.atMost(1.1))));
        var lines = List.of(line("as it is", usual), line("20 ms more a sync", slow));
        var head = List.of("disk", "syncs a login", "logins/s", "p50 ms", "p99 ms", "failed");
        var notes = new ArrayList<>(List.of(
                "One client, people who are known, both servers under `strace` in the same rounds. strace counts `fsync`,"
                        + " `fdatasync`, `sync_file_range` and `msync`, and delays them on one of the two. It stops the server at"
                        + " these calls alone.",
                "A checkpoint of SQLite's log syncs too, once in some hundred logins, so the target is 0.05 and not 0. The first"
                        + " login of a new person syncs, because a registration must not be lost."));
        notes.addAll(complaints("as it is", usual));
        notes.addAll(complaints("20 ms more a sync", slow));
        return new Section(id(), title(), rows, List.of(new Table("One client", head, lines)), notes);
    }

    private static List<String> complaints(String disk, List<Seen> seen) {
        return seen.stream()
                .map(Seen::result)
                .filter(result -> result.errors() > 0)
                .map(result -> "Disk %s: %d failed, the first with `%s`."
                        .formatted(disk, result.errors(), result.firstError()))
                .toList();
    }

    private static List<String> line(String disk, List<Seen> seen) {
        List<Result> results = seen.stream().map(Seen::result).toList();
        return List.of(
                disk,
                Ratio.of(seen.stream().map(Seen::syncs).toList()).toString(),
                Ratio.of(results.stream().map(Result::rate).toList()).toString(),
                Ratio.figure(Ratio.of(results.stream().map(r -> r.millis(0.5)).toList())
                        .median()),
                Ratio.figure(Ratio.of(results.stream().map(r -> r.millis(0.99)).toList())
                        .median()),
                Long.toString(results.stream().mapToLong(Result::errors).sum()));
    }
}
