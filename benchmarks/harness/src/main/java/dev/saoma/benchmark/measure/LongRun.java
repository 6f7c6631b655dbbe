package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.database.LargeSite;
import dev.saoma.benchmark.load.OpenLoad;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Shipped;
import dev.saoma.benchmark.load.WarmUp;
import dev.saoma.benchmark.process.Heap;
import dev.saoma.benchmark.process.Program;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import dev.saoma.benchmark.upstream.Upstream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** S10: a large site for twenty minutes: many people, many sessions, logins and session checks at a fixed rate. */
public final class LongRun implements Measure {
    private static final String SERVER = "server-sqlite";

    /** The size of the site and of the load. */
    private record Size(int people, int sessions, int logins, int checks, Duration length) {
        static Size of(Scale scale) {
            return new Size(
                    scale.of(10_000, 1_000_000, 1_000_000),
                    scale.of(1_000, 100_000, 100_000),
                    scale.of(10, 200, 200),
                    scale.of(200, 5_000, 5_000),
                    Duration.ofSeconds(scale.of(20, 300, 1_200)));
        }

        /** The end of the time in which heap and caches may grow: minute 2 of 20. */
        Duration early() {
            return length.dividedBy(10);
        }

        /** The number of sessions that nobody uses any more. */
        int left() {
            return sessions / 5;
        }
    }

    /**
     * Memory in bytes.
     *
     * @param heap what is in use after a collection
     * @param other what is neither heap nor a file that is mapped: the system may take back the pages of the database's file
     */
    private record Memory(long heap, long other, long resident) {
        static Memory of(Bench bench, Running running) throws Exception {
            Program server = running.program();
            long resident = server.residentBytes();
            long other = server.anonymousBytes() - Heap.committedBytes(bench, server);
            return new Memory(Heap.afterCollection(bench, server), other, resident);
        }
    }

    /** The rows after the run. */
    private record Rows(long unsweptTickets, long unsweptSessions, long tickets, long sessions) {}

    private record Seen(Result logins, Result checks, Memory early, Memory late) {}

    @Override
    public String id() {
        return "S10";
    }

    @Override
    public String title() {
        return "A large site for twenty minutes";
    }

    @Override
    public boolean isIn(Scale scale) {
        return scale != Scale.QUICK;
    }

    @Override
    public Section take(Bench bench) throws Exception {
        Size size = Size.of(bench.scale());
        Path folder = Files.createTempDirectory(bench.work(), SERVER);
        var site = new LargeSite(Shipped.database(folder));
        try (Upstream upstream = Upstream.start(bench)) {
            bench.say("S10 makes the tables, and fills them with %,d people and %,d sessions"
                    .formatted(size.people(), size.sessions()));
            Shipped.onSqlite().start(bench, upstream, folder).close();
            site.addPeople(size.people());
            site.addSessions(size.sessions(), size.left(), size.length());
            Seen seen;
            try (Running running = Shipped.onSqlite().start(bench, upstream, folder)) {
                running.requireEqualWork();
                seen = run(bench, running, size);
            }
            var rows = new Rows(
                    site.unsweptTickets(),
                    site.unsweptSessions(),
                    site.rows("saoma_ticket"),
                    site.rows("saoma_session"));
            return section(size, seen, rows, Files.size(Shipped.database(folder)));
        }
    }

    private static Seen run(Bench bench, Running running, Size size) throws Exception {
        var visitors = Visitors.of(running, size.people(), size.sessions());
        bench.say("S10 warms");
        Duration most = Duration.ofSeconds(bench.scale().of(1, 30, 90));
        WarmUp.drive(running, Subjects.CLIENTS, most, visitors.logins());
        WarmUp.drive(running, Subjects.CLIENTS, most, visitors.checks());
        try (OpenLoad logins = OpenLoad.start(running, 32, visitors.logins(), size.logins());
                OpenLoad checks = OpenLoad.start(running, 64, visitors.checks(), size.checks())) {
            progress(bench, running, logins, checks, size.early());
            Memory early = Memory.of(bench, running);
            progress(bench, running, logins, checks, size.length().minus(size.early()));
            Memory late = Memory.of(bench, running);
            return new Seen(logins.stop(), checks.stop(), early, late);
        }
    }

    /** Waits, and tells every ten seconds what was done. */
    private static void progress(Bench bench, Running running, OpenLoad logins, OpenLoad checks, Duration length)
            throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            long loginsBefore = logins.operations();
            long checksBefore = checks.operations();
            long begin = System.nanoTime();
            Thread.sleep(Math.min(left, 10_000));
            double seconds = (System.nanoTime() - begin) / 1e9;
            bench.say(String.format(
                    Locale.ROOT,
                    "S10 %.0f logins/s, %.0f checks/s, %d failed, RSS %.0f MB",
                    (logins.operations() - loginsBefore) / seconds,
                    (checks.operations() - checksBefore) / seconds,
                    logins.errors() + checks.errors(),
                    running.program().residentBytes() / 1e6));
        }
    }

    private Section section(Size size, Seen seen, Rows rows, long fileBytes) {
        Result logins = seen.logins();
        Result checks = seen.checks();
        String early = "at a tenth of the time";
        var all = List.of(
                row("wanted", "logins a second", logins.rate() / size.logins(), Target.atLeast(0.98)),
                row("wanted", "checks a second", checks.rate() / size.checks(), Target.atLeast(0.98)),
                row("none", "failed requests", (double) (logins.errors() + checks.errors()), Target.atMost(0)),
                row(early, "heap after a collection", ratio(seen, Memory::heap), Target.atMost(1.1)),
                row(early, "memory beside the heap and mapped files", ratio(seen, Memory::other), Target.atMost(1.1)),
                row("none", "expired tickets not swept", (double) rows.unsweptTickets(), Target.atMost(0)),
                row("none", "expired sessions not swept", (double) rows.unsweptSessions(), Target.atMost(0)));
        var load = new Table(
                "%,d logins and %,d checks a second for %d seconds, wanted"
                        .formatted(size.logins(), size.checks(), size.length().toSeconds()),
                List.of("what", "a second", "p50 ms", "p99 ms", "failed"),
                List.of(line("logins", logins), line("checks", checks)));
        var state = new Table(
                "The server meanwhile",
                List.of(
                        "processors used",
                        "heap MB, early",
                        "at the end",
                        "beside heap and files MB, early",
                        "at the end",
                        "RSS MB, early",
                        "at the end",
                        "tickets at the end",
                        "sessions at the end",
                        "file MB"),
                List.of(List.of(
                        Ratio.figure(checks.processors()),
                        Ratio.figure(seen.early().heap() / 1e6),
                        Ratio.figure(seen.late().heap() / 1e6),
                        Ratio.figure(seen.early().other() / 1e6),
                        Ratio.figure(seen.late().other() / 1e6),
                        Ratio.figure(seen.early().resident() / 1e6),
                        Ratio.figure(seen.late().resident() / 1e6),
                        "%,d".formatted(rows.tickets()),
                        "%,d".formatted(rows.sessions()),
                        Ratio.figure(fileBytes / 1e6))));
        return new Section(id(), title(), all, List.of(load, state), notes(size, logins, checks));
    }

    private static List<String> notes(Size size, Result logins, Result checks) {
        var notes = new ArrayList<>(List.of(
                ("%,d people are known before, and %,d sessions are in use; each new session takes the place of a random one"
                                + " among those that are checked. %,d more sessions are not used and expire during the run, and"
                                + " every tenth login leaves an attempt that nothing finishes.")
                        .formatted(size.people(), size.sessions(), size.left()),
                "Open loop: a request's time runs from the moment at which it was due, so where less is done than wanted, the"
                        + " times are those of the queue. The full collections by which the heap"
                        + " is measured are in these times. Load, stub and server share the cores.",
                "RSS counts the pages of the database's file that are mapped, up to all of it, and the part of the heap that was"
                        + " used at any time.",
                "Not swept: expired for more than %d minutes when the server ends."
                        .formatted(LargeSite.SWEPT_WITHIN.toMinutes())));
        for (Result each : List.of(logins, checks)) {
            if (each.errors() > 0) {
                notes.add("%d failed, the first with `%s`.".formatted(each.errors(), each.firstError()));
            }
        }
        return notes;
    }

    private static double ratio(Seen seen, ToLongFunction<Memory> what) {
        return what.applyAsLong(seen.late()) / (double) what.applyAsLong(seen.early());
    }

    private Row row(String versus, String of, double value, Target target) {
        return new Row(id(), SERVER, versus, of, Ratio.of(List.of(value)), Optional.of(target));
    }

    private static List<String> line(String what, Result result) {
        return List.of(
                what,
                Ratio.figure(result.rate()),
                Ratio.figure(result.millis(0.5)),
                Ratio.figure(result.millis(0.99)),
                Long.toString(result.errors()));
    }
}
