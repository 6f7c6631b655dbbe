package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Drive;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Subject;
import dev.saoma.benchmark.load.WarmUp;
import dev.saoma.benchmark.load.Window;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S4: the cost of the session check, which every request of a signed-in user includes. */
public final class SessionCheck implements Measure {
    private static final String SERVER = Subjects.SQLITE;

    private final Subjects subjects;

    public SessionCheck(Subjects subjects) {
        this.subjects = subjects;
    }

    @Override
    public String id() {
        return "S4";
    }

    @Override
    public String title() {
        return "Session check";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        var rounds = new Rounds();
        var names = new ArrayList<String>();
        var all = new ArrayList<>(List.of(subjects.sqlite()));
        for (Subject subject : List.of(Subject.BARE_JDK, Subject.SPRING_SECURITY, Subject.WXJAVA, Subject.EMBEDDED)) {
            all.add(subjects.peer(subject));
        }
        var codes = new Codes();
        var unsettled = new ArrayList<String>();
        Duration most = Duration.ofSeconds(bench.scale().of(1, 20, 60));
        for (Running each : all) {
            bench.say("S4 warms " + each.name());
            names.add(each.name());
            if (!WarmUp.drive(each, Subjects.CLIENTS, most, Operation.checks(each, codes))) {
                unsettled.add(each.name());
            }
        }
        int count = bench.scale().of(1, 3, 7);
        for (int round = 0; round < count; round++) {
            bench.say("S4 round " + (round + 1) + " of " + count);
            for (int i = 0; i < all.size(); i++) {
                Running each = all.get((i + round) % all.size());
                Window window = Window.of(Subjects.CLIENTS, bench.scale().of(0.5, 2.0, 4.0));
                rounds.add(each.name(), Drive.closed(each, window, Operation.checks(each, codes)));
            }
        }
        return section(rounds, names, Subjects.complaints(unsettled, most));
    }

    private Section section(Rounds rounds, List<String> names, List<String> complaints) {
        String cpu = "CPU per check";
        var rows = new ArrayList<Row>();
        rows.add(rounds.cpu(id(), SERVER, "bare-jdk", cpu, Optional.of(Target.atMost(1.5))));
        rows.add(rounds.cpu(id(), SERVER, "spring-security", cpu, Optional.of(Target.atMost(0.7))));
        rows.add(rounds.cpu(id(), SERVER, "wxjava", cpu, Optional.empty()));
        for (String peer : List.of("bare-jdk", "spring-security", "wxjava")) {
            Ratio rate = rounds.ratio(SERVER, peer, Result::rate);
            rows.add(new Row(id(), SERVER, peer, "checks a second", rate, Optional.empty()));
        }
        rows.add(rounds.cpu(id(), "embedded", "bare-jdk", cpu, Optional.of(Target.atMost(2.0))));
        rows.add(rounds.cpu(id(), "embedded", "spring-security", cpu, Optional.of(Target.atMost(0.7))));
        var lines = new ArrayList<List<String>>();
        for (String name : names) {
            lines.add(List.of(
                    name,
                    rounds.figure(name, Result::cpuMicros).toString(),
                    rounds.figure(name, Result::rate).toString(),
                    Ratio.figure(rounds.figure(name, r -> r.millis(0.5)).median()),
                    Ratio.figure(rounds.figure(name, r -> r.millis(0.99)).median()),
                    Long.toString(rounds.errors(name))));
        }
        var head = List.of("subject", "CPU, µs a check", "checks/s", "p50 ms", "p99 ms", "failed");
        var notes = new ArrayList<>(List.of(
                "Ours asks `GET /api/session`, whose answer also has the organisations and the moment of expiry; the peers"
                        + " answer openid and nickname. Sessions of ours are rows, are shared by every node and can be ended from"
                        + " elsewhere at any time; those of these peers are in the memory of their own process."));
        notes.addAll(complaints);
        notes.addAll(rounds.complaints());
        return new Section(id(), title(), rows, List.of(new Table("32 clients, each signed in", head, lines)), notes);
    }
}
