package dev.saoma.benchmark;

import dev.saoma.benchmark.measure.BindingWrites;
import dev.saoma.benchmark.measure.ConsoleLists;
import dev.saoma.benchmark.measure.HotParts;
import dev.saoma.benchmark.measure.LoginDelay;
import dev.saoma.benchmark.measure.LoginSaturation;
import dev.saoma.benchmark.measure.LoginSlowUpstream;
import dev.saoma.benchmark.measure.LongRun;
import dev.saoma.benchmark.measure.LookUps;
import dev.saoma.benchmark.measure.OpenInspectors;
import dev.saoma.benchmark.measure.SessionCheck;
import dev.saoma.benchmark.measure.Start;
import dev.saoma.benchmark.measure.Subjects;
import dev.saoma.benchmark.measure.Syncs;
import dev.saoma.benchmark.measure.WaitingPages;
import dev.saoma.benchmark.report.Report;
import dev.saoma.benchmark.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code ROOT check|quick|full [S1 …]}: runs the named measures, or all of the scale, and writes each result at once. */
public final class Main {
    private static final List<Measure> ALONE = List.of(
            new WaitingPages(),
            new BindingWrites(),
            new LookUps(),
            new Start(),
            new Syncs(),
            new LongRun(),
            new ConsoleLists(),
            new OpenInspectors(),
            new HotParts());

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: ROOT check|quick|full [S1 S2 ... micro]");
            System.exit(2);
        }
        Scale scale = Scale.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        run(Path.of(arguments[0]).toRealPath(), scale, List.of(arguments).subList(2, arguments.length));
        // A client thread that hangs on a subject must not keep the harness alive.
        System.exit(0);
    }

    private static void run(Path root, Scale scale, List<String> named) throws Exception {
        Files.createDirectories(root.resolve("benchmarks/target"));
        Path work = Files.createTempDirectory(root.resolve("benchmarks/target"), "run-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work), "delete"));
        Instant begin = Instant.now();
        var bench = new Bench(root, Path.of(System.getProperty("java.home")), work, scale, line -> tell(begin, line));
        var report = new Report(bench);
        try (var subjects = Subjects.of(bench)) {
            List<Measure> sharing = sharing(subjects);
            requireKnown(named, sharing);
            for (Measure measure : chosen(sharing, named, scale)) {
                take(measure, bench, report);
            }
        }
        for (Measure measure : chosen(ALONE, named, scale)) {
            take(measure, bench, report);
        }
        bench.say("written: " + report.page());
    }

    /** Returns the measures that share running subjects. */
    private static List<Measure> sharing(Subjects subjects) {
        return List.of(
                new LoginSaturation(subjects),
                new LoginDelay(subjects),
                new LoginSlowUpstream(subjects),
                new SessionCheck(subjects));
    }

    private static void requireKnown(List<String> named, List<Measure> sharing) {
        List<String> known =
                Stream.concat(sharing.stream(), ALONE.stream()).map(Measure::id).toList();
        if (!known.containsAll(named)) {
            System.err.println("There are these measures: " + String.join(" ", known));
            System.exit(2);
        }
    }

    private static List<Measure> chosen(List<Measure> all, List<String> named, Scale scale) {
        return all.stream()
                .filter(measure -> named.isEmpty() ? measure.isIn(scale) : named.contains(measure.id()))
                .toList();
    }

    private static void take(Measure measure, Bench bench, Report report) throws Exception {
        bench.say(measure.id() + ": " + measure.title());
        Instant before = Instant.now();
        Section section = measure.take(bench);
        Duration took = Duration.between(before, Instant.now());
        report.write(section, took).forEach(bench::say);
        bench.say(measure.id() + " took " + took.toSeconds() + " s");
    }

    private static void tell(Instant begin, String line) {
        Duration since = Duration.between(begin, Instant.now());
        System.out.printf(Locale.ROOT, "%2d:%02d %s%n", since.toMinutes(), since.toSecondsPart(), line);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println("Left behind, delete it by hand: " + folder);
        }
    }
}
