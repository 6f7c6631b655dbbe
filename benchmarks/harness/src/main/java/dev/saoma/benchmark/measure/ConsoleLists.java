package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.console.ConsoleServer;
import dev.saoma.benchmark.console.ListPage;
import dev.saoma.benchmark.console.ListPages;
import dev.saoma.benchmark.console.ListTimes;
import dev.saoma.benchmark.database.ConsoleSite;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S11: every list of the administrator's API at a large site, after a restart and later. */
public final class ConsoleLists implements Measure {
    /** More than the server remembers. */
    private static final int ATTEMPTS = 2_100;

    /** What a server does by itself when it has started is done. */
    private static final long SETTLE_MS = 3_000;

    private static final Target TARGET = Target.atMost(100);

    @Override
    public String id() {
        return "S11";
    }

    @Override
    public String title() {
        return "The console's lists at a large site";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        var size = bench.scale()
                .of(
                        new ConsoleSite.Size(10_000, 40_000, 10_000, 1, 3),
                        new ConsoleSite.Size(1_000_000, 10_000_000, 1_000_000, 30, 3),
                        new ConsoleSite.Size(1_000_000, 10_000_000, 1_000_000, 30, 3));
        try (var closing = new Closing()) {
            Upstream upstream = closing.add(Upstream.start(bench));
            ConsoleServer file = closing.add(ConsoleServer.onSqlite(bench, upstream));
            ListTimes sqlite = take(bench, file, size);
            ConsoleServer server = closing.add(ConsoleServer.onPostgres(bench, upstream));
            ListTimes postgresql = take(bench, server, size);
            return section(size, sqlite, postgresql);
        }
    }

    private static ListTimes take(Bench bench, ConsoleServer server, ConsoleSite.Size size) throws Exception {
        bench.say("S11 fills %s with %,d people and %,d audit events"
                .formatted(server.name(), size.people(), size.events()));
        server.fill(size);
        var times = new ListTimes(pages(server, size));
        for (int round = 0; round < bench.scale().of(1, 3, 5); round++) {
            bench.say("S11 %s, start %d".formatted(server.name(), round + 1));
            Running running = server.start();
            Thread.sleep(SETTLE_MS);
            try (Connection connection = ConsoleServer.connect(running)) {
                times.round(connection, () -> attempt(running), bench.scale().of(2, 15, 30));
            }
            server.end();
        }
        return times;
    }

    private static List<ListPage> pages(ConsoleServer server, ConsoleSite.Size size) throws Exception {
        Running running = server.start();
        try (Connection connection = ConsoleServer.connect(running)) {
            return ListPages.of(size, connection);
        } finally {
            server.end();
        }
    }

    /** Fills the memory of attempts. */
    private static void attempt(Running running) throws IOException {
        try (Connection browser = Connection.open(running.port())) {
            for (int i = 0; i < ATTEMPTS; i++) {
                running.journey().begin(browser);
            }
        }
    }

    private Section section(ConsoleSite.Size size, ListTimes sqlite, ListTimes postgresql) {
        var rows = new ArrayList<Row>();
        rows.addAll(rows(Subjects.SQLITE, sqlite));
        rows.addAll(rows(Subjects.POSTGRESQL, postgresql));
        var lines = new ArrayList<List<String>>();
        for (int i = 0; i < sqlite.titles().size(); i++) {
            var line = new ArrayList<>(sqlite.titles().get(i));
            line.addAll(sqlite.figures().get(i));
            line.addAll(postgresql.figures().get(i));
            lines.add(line);
        }
        var head = List.of(
                "list",
                "which",
                "rows",
                "SQLite: first, ms",
                "median",
                "slowest",
                "PostgreSQL: first, ms",
                "median",
                "slowest");
        var caption =
                ("Pages of at most 200 rows, of %,d people, %,d audit events, %,d failures, and %d days of counts by minute at"
                                + " %d nodes")
                        .formatted(size.people(), size.events(), size.failures(), size.days(), size.nodes());
        return new Section(id(), title(), rows, List.of(new Table(caption, head, lines)), NOTES);
    }

    private List<Row> rows(String subject, ListTimes times) {
        return List.of(
                new Row(id(), subject, "ms", "slowest list, later", times.later(), Optional.of(TARGET)),
                new Row(
                        id(),
                        subject,
                        "ms",
                        "slowest list, first call after a restart",
                        times.first(),
                        Optional.of(TARGET)));
    }

    private static final List<String> NOTES = List.of(
            "From the request to the last byte of the answer, over one connection. `first` is the median over the starts of the first"
                    + " call of a page three seconds after the database server and the server started, with all that a JVM loads and compiles"
                    + " then, in another order each time; the system's cache of files stays. `median` and `slowest` are of the later"
                    + " calls, each page in turn. The targets are for the slowest page of all.",
            "The identifiers come in no order of the rows. Nine of ten audit events are sign-ins, and one of 40 is of one user, the"
                    + " robot. The last audit rows are by two filters that pass many rows each, and together few or none.",
            "PostgreSQL with shared_buffers of 512MB, and statistics as autovacuum keeps them; SQLite as Saoma opens it.");
}
