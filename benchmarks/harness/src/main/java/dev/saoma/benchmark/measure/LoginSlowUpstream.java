package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Drive;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
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
import java.util.stream.Stream;

/** S3: many concurrent logins, while WeChat takes 200 ms for each response. */
public final class LoginSlowUpstream implements Measure {
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final int FEW = 400;
    private static final int MANY = 1_000;

    private static final String SERVER = Subjects.SQLITE;
    private static final String EMBEDDED = "embedded";

    private final Subjects subjects;

    public LoginSlowUpstream(Subjects subjects) {
        this.subjects = subjects;
    }

    /**
     * The result of one subject with a number of clients.
     *
     * @param saturated the logins per second of the same subject in the same round while WeChat responds without delay
     */
    private record Seen(
            String subject, int clients, double callsALogin, double saturated, long threads, Result result) {
        /** The rate as a share of the possible rate. */
        double share() {
            return result.rate() / possible();
        }

        double possible() {
            return Math.min(ideal(), saturated);
        }

        /** The rate that the delay permits if a login takes no time besides. */
        double ideal() {
            return clients / (callsALogin * DELAY.toMillis() / 1e3);
        }
    }

    @Override
    public String id() {
        return "S3";
    }

    @Override
    public String title() {
        return "Logins while WeChat takes 200 ms for each answer";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        int count = bench.scale().of(1, 3, 5);
        var seen = new ArrayList<Seen>();
        seen.addAll(of(bench, subjects.sqlite(), count));
        var others = new ArrayList<>(List.of(Subject.SPRING_SECURITY, Subject.EMBEDDED));
        if (bench.scale() == Scale.FULL) {
            others.addAll(List.of(Subject.BARE_JDK, Subject.WXJAVA, Subject.JUSTAUTH));
        }
        for (Subject other : others) {
            seen.addAll(of(bench, subjects.peer(other), 1));
        }
        return section(seen);
    }

    /** Measures one subject alone. Rotation is not needed, because the logins mostly wait for WeChat. */
    private List<Seen> of(Bench bench, Running running, int count) throws Exception {
        var seen = new ArrayList<Seen>();
        Upstream upstream = subjects.upstream();
        var codes = new Codes();
        try {
            for (int round = 0; round < count; round++) {
                bench.say("S3 " + running.name() + ", round " + (round + 1));
                upstream.delay(Duration.ZERO);
                Window window = Window.of(Subjects.CLIENTS, bench.scale().of(1.0, 3.0, 6.0));
                double saturated = Drive.closed(running, window, Operation.logins(running, codes))
                        .rate();
                upstream.delay(DELAY);
                for (int clients : List.of(FEW, MANY)) {
                    seen.add(once(bench, upstream, running, codes, clients, saturated));
                }
            }
        } finally {
            upstream.delay(Duration.ZERO);
        }
        return seen;
    }

    private static Seen once(
            Bench bench, Upstream upstream, Running running, Codes codes, int clients, double saturated)
            throws Exception {
        Window window = Window.of(clients, bench.scale().of(1.0, 3.0, 6.0))
                .settling(Duration.ofMillis(bench.scale().of(1_000, 2_000, 4_000)));
        long calls = upstream.calls();
        Result result = Drive.closed(running, window, Operation.logins(running, codes));
        double callsALogin = Math.rint((upstream.calls() - calls) / (double) Math.max(1, result.everything()));
        return new Seen(
                running.name(),
                clients,
                Math.max(1, callsALogin),
                saturated,
                running.program().threads(),
                result);
    }

    private Section section(List<Seen> seen) {
        List<Seen> few = of(seen, SERVER, FEW);
        List<Seen> many = of(seen, SERVER, MANY);
        var rows = new ArrayList<Row>();
        rows.add(share(many, Optional.of(Target.atLeast(0.75))));
        rows.add(share(few, Optional.of(Target.atLeast(0.9))));
        double errors = Stream.concat(few.stream(), many.stream())
                .mapToLong(each -> each.result().errors())
                .sum();
        rows.add(new Row(
                id(), SERVER, "none", "failed logins", Ratio.of(List.of(errors)), Optional.of(Target.atMost(0))));
        List<Double> growth = new ArrayList<>();
        for (int i = 0; i < few.size(); i++) {
            growth.add((double) many.get(i).threads() / few.get(i).threads());
        }
        Optional<Target> constant = Optional.of(Target.atMost(1.2));
        rows.add(new Row(id(), SERVER, "itself at 400", "threads at 1,000 clients", Ratio.of(growth), constant));
        rows.add(share(of(seen, EMBEDDED, MANY), Optional.empty()));
        var notes = new ArrayList<>(NOTES);
        notes.addAll(subjects.complaints());
        seen.stream()
                .filter(each -> each.result().errors() > 0)
                .forEach(each -> notes.add("%s at %,d clients: %d failed, the first with `%s`."
                        .formatted(
                                each.subject(),
                                each.clients(),
                                each.result().errors(),
                                each.result().firstError())));
        return new Section(id(), title(), rows, List.of(table(seen)), notes);
    }

    private static final List<String> NOTES = List.of(
            "What is possible is the smaller of two rates: clients / (calls to WeChat of one login × 200 ms), and what the"
                    + " same subject does in the same round with 32 clients while WeChat answers at once, which is what the two"
                    + " cores can do.",
            "Ours asks WeChat once for somebody it knows, the peers twice, so its delay permits twice as many logins: 2,000 a"
                    + " second at 400 clients, 5,000 at 1,000.",
            "Load, stub and subject share the cores.");

    private static List<Seen> of(List<Seen> seen, String subject, int clients) {
        return seen.stream()
                .filter(each -> each.subject().equals(subject) && each.clients() == clients)
                .toList();
    }

    private Row share(List<Seen> seen, Optional<Target> target) {
        Ratio ratio = Ratio.of(seen.stream().map(Seen::share).toList());
        String of = "logins a second at %,d clients".formatted(seen.get(0).clients());
        return new Row(id(), seen.get(0).subject(), "what is possible", of, ratio, target);
    }

    private static Table table(List<Seen> seen) {
        var lines = new ArrayList<List<String>>();
        for (Seen each : seen) {
            lines.add(List.of(
                    each.subject(),
                    Integer.toString(each.clients()),
                    Ratio.figure(each.result().rate()),
                    Ratio.figure(each.ideal()),
                    Ratio.figure(each.saturated()),
                    Ratio.figure(each.share() * 100),
                    Ratio.figure(each.callsALogin()),
                    Ratio.figure(each.result().millis(0.5)),
                    Ratio.figure(each.result().millis(0.99)),
                    Long.toString(each.result().errors()),
                    Long.toString(each.threads()),
                    Ratio.figure(each.result().cpuMicros())));
        }
        var head = List.of(
                "subject",
                "clients",
                "logins/s",
                "the delay permits",
                "without delay, 32 clients",
                "% of what is possible",
                "calls to WeChat a login",
                "p50 ms",
                "p99 ms",
                "failed",
                "threads",
                "CPU, µs a login");
        return new Table("Each subject alone, WeChat at 200 ms", head, lines);
    }
}
