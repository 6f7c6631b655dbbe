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

/** S3: many concurrent logins, while WeChat takes 200 ms for each response. */
public final class LoginSlowUpstream implements Measure {
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final int FEW = 400;
    private static final int MANY = 1_000;

    /** The result of one subject with a number of clients. */
    private record Seen(String subject, int clients, double callsALogin, long threads, Result result) {
        /** The rate as a share of the ideal rate, which the product's number of calls to WeChat permits. */
        double share() {
            return result.rate() / ideal();
        }

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
        var seen = new ArrayList<Seen>();
        int count = bench.scale().of(1, 3, 5);
        seen.addAll(of(bench, Subject.EMBEDDED, count));
        var peers = new ArrayList<>(List.of(Subject.SPRING_SECURITY));
        if (bench.scale() == Scale.FULL) {
            peers.addAll(List.of(Subject.BARE_JDK, Subject.WXJAVA, Subject.JUSTAUTH));
        }
        for (Subject peer : peers) {
            seen.addAll(of(bench, peer, 1));
        }
        return section(seen);
    }

    /** Measures one subject alone. Rotation is not needed, because the logins mostly wait for WeChat. */
    private static List<Seen> of(Bench bench, Subject subject, int count) throws Exception {
        var seen = new ArrayList<Seen>();
        try (Upstream upstream = Upstream.start(bench);
                Running running = subject.start(bench, upstream)) {
            bench.say("S3 warms " + subject.name());
            running.requireEqualWork();
            var codes = new Codes();
            Drive.warm(running, 32, bench.scale().of(1, 6, 24), Operation.logins(running, codes));
            upstream.delay(DELAY);
            for (int round = 0; round < count; round++) {
                for (int clients : List.of(FEW, MANY)) {
                    bench.say("S3 " + subject.name() + ", " + clients + " clients");
                    seen.add(once(bench, upstream, running, codes, clients));
                }
            }
        }
        return seen;
    }

    private static Seen once(Bench bench, Upstream upstream, Running running, Codes codes, int clients)
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
                running.program().threads(),
                result);
    }

    private Section section(List<Seen> seen) {
        var rows = new ArrayList<Row>();
        rows.add(share(seen, FEW, 0.9));
        rows.add(share(seen, MANY, 0.75));
        Ratio errors = Ratio.of(List.of((double) ours(seen, FEW).stream()
                        .mapToLong(s -> s.result().errors())
                        .sum()
                + ours(seen, MANY).stream().mapToLong(s -> s.result().errors()).sum()));
        rows.add(new Row(id(), "embedded", "none", "failed logins", errors, Optional.of(Target.atMost(0))));
        List<Double> growth = new ArrayList<>();
        for (int i = 0; i < ours(seen, FEW).size(); i++) {
            growth.add((double) ours(seen, MANY).get(i).threads()
                    / ours(seen, FEW).get(i).threads());
        }
        rows.add(new Row(
                id(),
                "embedded",
                "itself at 400",
                "threads at 1,000 clients",
                Ratio.of(growth),
                Optional.of(Target.atMost(1.2))));
        var notes = new ArrayList<>(List.of(
                "Ideal is clients / (calls to WeChat of one login × 200 ms). Ours asks once for somebody it knows, the peers"
                        + " twice, so its ideal is twice theirs: 2,000 logins a second at 400 clients, 5,000 at 1,000. When that"
                        + " is more than the processor can do, the share says how fast a login is and not how it waits; the"
                        + " column of logins a second says who lets more people in.",
                "Load, stub and subject share the cores."));
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

    private static List<Seen> ours(List<Seen> seen, int clients) {
        return seen.stream()
                .filter(each -> each.subject().equals("embedded") && each.clients() == clients)
                .toList();
    }

    private Row share(List<Seen> seen, int clients, double target) {
        Ratio ratio = Ratio.of(ours(seen, clients).stream().map(Seen::share).toList());
        String of = "logins a second at %,d clients".formatted(clients);
        return new Row(id(), "embedded", "ideal", of, ratio, Optional.of(Target.atLeast(target)));
    }

    private static Table table(List<Seen> seen) {
        var lines = new ArrayList<List<String>>();
        for (Seen each : seen) {
            lines.add(List.of(
                    each.subject(),
                    Integer.toString(each.clients()),
                    Ratio.figure(each.result().rate()),
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
                "% of its ideal",
                "calls to WeChat a login",
                "p50 ms",
                "p99 ms",
                "failed",
                "threads",
                "CPU, µs a login");
        return new Table("Each subject alone, WeChat at 200 ms", head, lines);
    }
}
