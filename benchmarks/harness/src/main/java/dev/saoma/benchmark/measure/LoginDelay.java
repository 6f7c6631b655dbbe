package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Drive;
import dev.saoma.benchmark.load.Journey;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S2: the delay that a product adds to WeChat's own time, for a single client and at half load. */
public final class LoginDelay implements Measure {
    private static final String SERVER = Subjects.SQLITE;
    private static final List<Subject> OTHERS =
            List.of(Subject.WXJAVA, Subject.SPRING_SECURITY, Subject.BARE_SOCKETS, Subject.EMBEDDED);

    private final Subjects subjects;

    public LoginDelay(Subjects subjects) {
        this.subjects = subjects;
    }

    @Override
    public String id() {
        return "S2";
    }

    @Override
    public String title() {
        return "Added delay, from WeChat's redirect to the session";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        var whole = new Rounds();
        var half = new Rounds();
        List<Running> all = new ArrayList<>(List.of(subjects.sqlite()));
        for (Subject subject : OTHERS) {
            all.add(subjects.peer(subject));
        }
        var codes = new Codes();
        int count = bench.scale().of(1, 3, 7);
        double seconds = bench.scale().of(0.4, 1.5, 3.0);
        for (int round = 0; round < count; round++) {
            bench.say("S2 round " + (round + 1) + " of " + count);
            for (int i = 0; i < all.size(); i++) {
                Running each = all.get((i + round) % all.size());
                Window alone = Window.of(1, seconds);
                whole.add(each.name(), Drive.closed(each, alone, finishing(each, codes)));
            }
        }
        bench.say("S2 half load");
        for (Running each : all) {
            half.add(each.name(), halfLoad(each, codes, seconds));
        }
        return section(whole, half);
    }

    private static Result halfLoad(Running running, Codes codes, double seconds) throws Exception {
        Operation.Maker logins = Operation.logins(running, codes);
        double most = Drive.closed(running, Window.of(32, seconds), logins).rate();
        return Drive.open(running, Window.of(64, seconds), logins, most / 2);
    }

    /** Counts only the time after WeChat's redirect. */
    private static Operation.Maker finishing(Running running, Codes codes) {
        Journey journey = running.journey();
        return connection -> each -> {
            Journey.Begun begun = journey.begin(each);
            return Operation.timed(same -> journey.finish(same, begun, codes.next()))
                    .once(each);
        };
    }

    private Section section(Rounds whole, Rounds half) {
        var rows = new ArrayList<Row>();
        for (String peer : List.of("wxjava", "spring-security", "bare-sockets")) {
            Optional<Target> target = peer.equals("wxjava") ? Optional.of(Target.atMost(1.0)) : Optional.empty();
            rows.add(row(whole, SERVER, peer, target));
        }
        rows.add(row(whole, "embedded", "wxjava", Optional.empty()));
        var lines = new ArrayList<List<String>>();
        var names = new ArrayList<>(List.of(SERVER));
        OTHERS.forEach(each -> names.add(each.name()));
        for (String name : names) {
            lines.add(List.of(
                    name,
                    millis(whole, name, 0.5),
                    millis(whole, name, 0.99),
                    Ratio.figure(half.figure(name, Result::rate).median()),
                    millis(half, name, 0.5),
                    millis(half, name, 0.99)));
        }
        var head = List.of(
                "subject",
                "redirect to session, p50 ms",
                "p99 ms",
                "half load, logins/s",
                "whole login p50 ms",
                "p99 ms");
        var notes = new ArrayList<>(List.of(
                "`server-sqlite` is the shipped server in page mode: WeChat's redirect is answered with the session, as the"
                        + " peers do. `embedded` is the same in an application, with rows in memory.",
                "Half load: half of what the subject did at 32 clients just before; a login's time runs from the moment at"
                        + " which it was due."));
        notes.addAll(subjects.complaints());
        notes.addAll(whole.complaints());
        notes.addAll(half.complaints());
        return new Section(id(), title(), rows, List.of(new Table("One client; half load", head, lines)), notes);
    }

    private Row row(Rounds rounds, String subject, String peer, Optional<Target> target) {
        String of = "p50 from redirect to session, one client";
        return new Row(id(), subject, peer, of, rounds.ratio(subject, peer, r -> r.millis(0.5)), target);
    }

    private static String millis(Rounds rounds, String name, double share) {
        return Ratio.figure(rounds.figure(name, r -> r.millis(share)).median());
    }
}
