package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Shipped;
import dev.saoma.benchmark.load.Subject;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** S8: the time from the command to the first response. */
public final class Start implements Measure {
    private static final String ARCHIVED = "server-archive";
    private static final String PLAIN = "server";

    @Override
    public String id() {
        return "S8";
    }

    @Override
    public String title() {
        return "Start-up and memory";
    }

    /** Whether the launcher of this Java makes an AOT cache. */
    private static final boolean AOT = Runtime.version().feature() >= 25;

    /** One start: wall time and CPU time in seconds, and resident bytes at the first response. */
    private record Seen(double wall, double cpu, double resident) {}

    /** Starts a subject and waits for its first response. */
    private interface Starter {
        Running start() throws IOException, InterruptedException;
    }

    @Override
    public Section take(Bench bench) throws Exception {
        Map<String, List<Seen>> seen = new LinkedHashMap<>();
        try (Upstream upstream = Upstream.start(bench)) {
            Map<String, Starter> starters = starters(bench, upstream);
            for (int round = 0; round < bench.scale().of(1, 3, 7); round++) {
                bench.say("S8 round " + (round + 1));
                for (Map.Entry<String, Starter> each : starters.entrySet()) {
                    seen.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                            .add(once(each.getValue()));
                }
            }
        }
        return section(seen);
    }

    private static Map<String, Starter> starters(Bench bench, Upstream upstream) {
        Map<String, Starter> starters = new LinkedHashMap<>();
        Shipped server = Shipped.onSqlite();
        starters.put(PLAIN, () -> server.start(bench, upstream));
        Path archive = archive(bench, AOT ? ".aot" : ".jsa");
        if (Files.exists(archive)) {
            List<String> flags = List.of((AOT ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
            starters.put(ARCHIVED, () -> server.with(ARCHIVED, flags).start(bench, upstream));
        }
        var subjects = new ArrayList<>(List.of(Subject.SPRING_SECURITY, Subject.EMBEDDED, Subject.BARE_JDK));
        if (bench.scale() == Scale.FULL) {
            subjects.addAll(List.of(Subject.WXJAVA, Subject.JUSTAUTH));
        }
        for (Subject subject : subjects) {
            starters.put(subject.name(), () -> subject.start(bench, upstream));
        }
        return starters;
    }

    /** Returns the path of the server's archive that the launcher makes for this JDK. */
    private static Path archive(Bench bench, String suffix) {
        return bench.root()
                .resolve("server/target/saoma-server-" + Runtime.version().feature() + suffix);
    }

    private static Seen once(Starter starter) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Running running = starter.start()) {
            double wall = (System.nanoTime() - begin) / 1e9;
            double cpu = running.program().cpu().toNanos() / 1e9;
            return new Seen(wall, cpu, running.program().residentBytes());
        }
    }

    private Section section(Map<String, List<Seen>> seen) {
        var rows = new ArrayList<Row>();
        boolean archived = seen.containsKey(ARCHIVED);
        String best = archived ? ARCHIVED : PLAIN;
        String peer = "spring-security";
        rows.add(row(seen, best, peer, "start, wall", Optional.of(Target.atMost(0.30)), Seen::wall));
        rows.add(row(seen, best, peer, "start, CPU", Optional.of(Target.atMost(0.35)), Seen::cpu));
        rows.add(row(seen, best, peer, "memory at the first answer", Optional.of(Target.atMost(1)), Seen::resident));
        if (archived) {
            rows.add(row(seen, PLAIN, peer, "start, wall", Optional.empty(), Seen::wall));
            rows.add(row(seen, PLAIN, peer, "start, CPU", Optional.empty(), Seen::cpu));
        }
        for (String other : List.of("wxjava", "justauth", "bare-jdk")) {
            if (seen.containsKey(other)) {
                rows.add(row(seen, best, other, "start, wall", Optional.empty(), Seen::wall));
            }
        }
        rows.add(row(seen, "embedded", peer, "start, wall", Optional.empty(), Seen::wall));
        var lines = new ArrayList<List<String>>();
        seen.forEach((name, all) -> lines.add(List.of(
                name,
                figures(all, Seen::wall).toString(),
                figures(all, Seen::cpu).toString(),
                Ratio.figure(figures(all, each -> each.resident() / 1e6).median()))));
        var head = List.of("subject", "wall s", "CPU s", "RSS MB");
        var notes = new ArrayList<>(
                List.of(
                        "From the command to the first answer of a session check. `server` is the shipped jar with a new SQLite"
                                + " file, whose tables it makes on the way; `server-archive` the same with the archive that"
                                + " `./saoma prepare` makes. The peers have no database. All with `-Xmx1g` and the JVM's defaults."));
        if (!archived) {
            notes.add("**There was no archive (`./saoma prepare` makes it), so the targets were asked of the"
                    + " plain server.**");
        }
        return new Section(id(), title(), rows, List.of(new Table("Starts", head, lines)), notes);
    }

    private Row row(
            Map<String, List<Seen>> seen,
            String subject,
            String versus,
            String of,
            Optional<Target> target,
            ToDoubleFunction<Seen> figure) {
        List<Seen> ours = seen.getOrDefault(subject, List.of());
        List<Seen> theirs = seen.getOrDefault(versus, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)));
        }
        return new Row(id(), subject, versus, of, Ratio.of(ratios), target);
    }

    private static Ratio figures(List<Seen> all, ToDoubleFunction<Seen> figure) {
        return Ratio.of(all.stream().map(figure::applyAsDouble).toList());
    }
}
