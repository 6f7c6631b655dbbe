package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.console.ConsoleServer;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.Drive;
import dev.saoma.benchmark.load.EventStreams;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Shipped;
import dev.saoma.benchmark.load.WarmUp;
import dev.saoma.benchmark.load.Window;
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

/** S12: what logins and session checks cost while administrators look on, and the memory of the attempts that they see. */
public final class OpenInspectors implements Measure {
    private static final int INSPECTORS = 20;
    private static final int ATTEMPTS = 2_000;
    private static final String SERVER = Subjects.SQLITE;
    private static final String LOGIN = "login";
    private static final String CHECK = "check";
    private static final String WATCHED = ", watched";

    private final Codes codes = new Codes();

    @Override
    public String id() {
        return "S12";
    }

    @Override
    public String title() {
        return "Inspectors open beside logins and checks";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        Shipped server = ConsoleServer.withKey(Shipped.onSqlite());
        try (var closing = new Closing()) {
            Upstream upstream = closing.add(Upstream.start(bench));
            Running running = closing.add(server.start(bench, upstream)).requireEqualWork();
            bench.say("S12 fills the memory of attempts");
            AttemptMemory memory =
                    AttemptMemory.take(bench, running, bench.scale().of(100, ATTEMPTS, ATTEMPTS));
            Duration most = Duration.ofSeconds(bench.scale().of(0, 45, 120));
            var unsettled = new ArrayList<String>();
            for (boolean isWatched : List.of(false, true)) {
                bench.say("S12 warms" + (isWatched ? WATCHED : ""));
                each(running, isWatched, (key, maker) -> {
                    if (bench.scale() != Scale.CHECK && !WarmUp.drive(running, Subjects.CLIENTS, most, maker)) {
                        unsettled.add(key);
                    }
                });
            }
            return section(rounds(bench, running), memory, Subjects.complaints(unsettled, most));
        }
    }

    private Rounds rounds(Bench bench, Running running) throws IOException, InterruptedException {
        var rounds = new Rounds();
        int count = bench.scale().of(1, 9, 15);
        var window = Window.of(Subjects.CLIENTS, bench.scale().of(0.5, 2.0, 4.0));
        for (int round = 0; round < count; round++) {
            bench.say("S12 round " + (round + 1) + " of " + count);
            boolean watchedFirst = round % 2 == 1;
            for (boolean isWatched : List.of(watchedFirst, !watchedFirst)) {
                each(running, isWatched, (key, maker) -> rounds.add(key, Drive.closed(running, window, maker)));
            }
        }
        return rounds;
    }

    /** Work with one kind of operation. */
    private interface Work {
        void run(String key, Operation.Maker maker) throws IOException, InterruptedException;
    }

    /** Runs with logins, then with checks, while streams are open or not. */
    private void each(Running running, boolean isWatched, Work work) throws IOException, InterruptedException {
        if (!isWatched) {
            work.run(LOGIN, Operation.logins(running, codes));
            work.run(CHECK, Operation.checks(running, codes));
            return;
        }
        try (EventStreams streams = ConsoleServer.inspectors(running, INSPECTORS)) {
            work.run(LOGIN + WATCHED, Operation.logins(running, codes));
            if (streams.bytes() == 0) {
                throw new IOException("The streams said nothing.");
            }
            work.run(CHECK + WATCHED, Operation.checks(running, codes));
        }
        end(running);
    }

    /** Lets the server find that the readers are gone, since it has few streams: it does when it writes. */
    private static void end(Running running) throws IOException, InterruptedException {
        try (Connection connection = Connection.open(running.port())) {
            for (int i = 0; i < 4; i++) {
                running.journey().begin(connection);
                Thread.sleep(600);
            }
        }
    }

    private Section section(Rounds rounds, AttemptMemory memory, List<String> complaints) {
        var rows = new ArrayList<Row>();
        var lines = new ArrayList<List<String>>();
        for (String name : List.of(LOGIN, CHECK)) {
            String of = "CPU per " + name + ", " + INSPECTORS + " inspectors open";
            Ratio ratio = rounds.ratio(name + WATCHED, name, Result::cpuMicros);
            rows.add(new Row(id(), SERVER, "none open", of, ratio, Optional.of(Target.atMost(1.1))));
        }
        rows.add(memory("MB", "heap of 2,000 attempts of 16 steps", memory.full() / 1e6, 5));
        rows.add(memory("once", "the same after as many again", memory.more() / memory.full(), 1.1));
        for (String key : List.of(LOGIN, LOGIN + WATCHED, CHECK, CHECK + WATCHED)) {
            lines.add(List.of(
                    key,
                    rounds.figure(key, Result::cpuMicros).toString(),
                    rounds.figure(key, Result::rate).toString(),
                    Ratio.figure(rounds.figure(key, r -> r.millis(0.5)).median()),
                    Ratio.figure(rounds.figure(key, r -> r.millis(0.99)).median()),
                    Long.toString(rounds.errors(key))));
        }
        var head = List.of("what", "CPU, µs each", "a second", "p50 ms", "p99 ms", "failed");
        var notes = new ArrayList<>(NOTES);
        notes.addAll(complaints);
        notes.addAll(rounds.complaints());
        return new Section(
                id(), title(), rows, List.of(new Table("32 clients; watched: by 20 streams", head, lines)), notes);
    }

    private Row memory(String versus, String of, double value, double most) {
        return new Row(id(), SERVER, versus, of, Ratio.of(List.of(value)), Optional.of(Target.atMost(most)));
    }

    private static final List<String> NOTES = List.of(
            "Logins as in S1 and checks as in S4, of one server with the administrator's API, which a login pays for in both. A"
                    + " stream is `GET /api/admin/flow/stream` without a filter, read at once; 20 are the most that a node admits.",
            "The heap is that after a full collection, less that before. Each attempt is one begin and fifteen codes that are"
                    + " refused.");
}
