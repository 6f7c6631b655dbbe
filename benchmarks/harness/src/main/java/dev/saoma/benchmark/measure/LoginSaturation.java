package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.Measure;
import dev.saoma.benchmark.Scale;
import dev.saoma.benchmark.load.Result;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.SaomaJourney;
import dev.saoma.benchmark.load.Subject;
import dev.saoma.benchmark.report.Ratio;
import dev.saoma.benchmark.report.Row;
import dev.saoma.benchmark.report.Section;
import dev.saoma.benchmark.report.Table;
import dev.saoma.benchmark.report.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S1: logins at saturation, while WeChat responds without delay. */
public final class LoginSaturation implements Measure {
    private static final String SQLITE = Subjects.SQLITE;
    private static final String IFRAME = SQLITE + "-iframe";
    private static final String POSTGRESQL = Subjects.POSTGRESQL;
    private static final String SESSION_JDBC = Subjects.SESSION_JDBC;
    private static final String OF = "CPU per login";

    private final Subjects subjects;

    public LoginSaturation(Subjects subjects) {
        this.subjects = subjects;
    }

    @Override
    public String id() {
        return "S1";
    }

    @Override
    public String title() {
        return "Logins at saturation, WeChat answering at once";
    }

    @Override
    public Section take(Bench bench) throws Exception {
        var turns = new LoginTurns(bench, subjects.upstream(), started(bench));
        Rounds rounds = turns.take();
        var rows = new ArrayList<>(rows(rounds));
        var tables = new ArrayList<>(List.of(turns.table("32 clients, each login in a fresh browser")));
        var notes = new ArrayList<>(NOTES);
        notes.addAll(subjects.complaints());
        notes.addAll(rounds.complaints());
        if (bench.scale() == Scale.FULL) {
            overTls(bench, rows, tables, notes);
        }
        return new Section(id(), title(), rows, tables, notes);
    }

    private List<Running> started(Bench bench) throws Exception {
        List<Running> all =
                new ArrayList<>(List.of(subjects.sqlite(), subjects.postgresql(), subjects.springSessionJdbc()));
        for (Subject subject : others(bench.scale())) {
            all.add(subjects.peer(subject));
        }
        if (bench.scale() != Scale.QUICK) {
            all.add(subjects.other(subjects.sqlite().by(IFRAME, SaomaJourney.iframe())));
        }
        return all;
    }

    /** A quick run leaves out the fastest reference and the slowest peer, because no target of the server is about them. */
    private static List<Subject> others(Scale scale) {
        var others =
                new ArrayList<>(List.of(Subject.WXJAVA, Subject.SPRING_SECURITY, Subject.BARE_JDK, Subject.EMBEDDED));
        if (scale != Scale.QUICK) {
            others.addAll(List.of(Subject.BARE_SOCKETS, Subject.JUSTAUTH));
        }
        return others;
    }

    private static final List<String> NOTES = List.of(
            "Two thousand people log in in turn, all of them known after warming up. Equal work, checked before every run:"
                    + " a user who logged in is known by nickname at the next session check, no other user is, and the state of"
                    + " another browser is refused.",
            "`server-sqlite` and `server-postgresql` are the shipped jar with its default settings but for those that a test"
                    + " without WeChat needs: mode, addresses, ports, folders, and the limits by address, which are off because"
                    + " all load comes from one. `spring-session-jdbc` and `server-postgresql` use the same PostgreSQL server,"
                    + " each a database of its own. CPU is that of the subject's own process; a row says when the processes of"
                    + " the database are added.",
            "A login at ours is an attempt, then WeChat's redirect; the peers have two requests too. `server-sqlite-iframe`"
                    + " is the same server with the login in an iframe: attempt, callback page, code, session. Ours asks WeChat"
                    + " once for somebody it knows, the peers twice.");

    private void overTls(Bench bench, List<Row> rows, List<Table> tables, List<String> notes) throws Exception {
        try (var tls = Subjects.overTls(bench)) {
            List<Running> all = new ArrayList<>(List.of(tls.sqlite()));
            for (Subject subject : List.of(Subject.WXJAVA, Subject.SPRING_SECURITY, Subject.JUSTAUTH)) {
                all.add(tls.peer(subject));
            }
            var turns = new LoginTurns(bench, tls.upstream(), all);
            Rounds rounds = turns.take();
            for (String peer : List.of("wxjava", "spring-security", "justauth")) {
                rows.add(rounds.cpu(id(), SQLITE, peer, OF + ", WeChat over TLS", Optional.empty()));
            }
            tables.add(turns.table("WeChat over TLS, as the real one is"));
            tls.complaints().forEach(line -> notes.add("WeChat over TLS: " + line));
        }
    }

    private List<Row> rows(Rounds rounds) {
        var rows = new ArrayList<Row>();
        rows.add(rounds.cpu(id(), SQLITE, "wxjava", OF, Optional.of(Target.atMost(1.0))));
        rows.add(rounds.cpu(id(), POSTGRESQL, "wxjava", OF, Optional.of(Target.atMost(1.3))));
        rows.add(rounds.cpu(id(), POSTGRESQL, SESSION_JDBC, OF, Optional.of(Target.atMost(0.5))));
        rows.add(new Row(
                id(),
                POSTGRESQL,
                SESSION_JDBC,
                OF + ", the database's added",
                rounds.ratio(POSTGRESQL, SESSION_JDBC, Result::cpuMicrosWithDatabase),
                Optional.empty()));
        for (String peer : List.of("spring-security", "justauth", "bare-jdk", "bare-sockets")) {
            if (rounds.has(peer)) {
                rows.add(rounds.cpu(id(), SQLITE, peer, OF, Optional.empty()));
            }
        }
        rows.add(rate(rounds, SQLITE, "wxjava"));
        rows.add(rate(rounds, POSTGRESQL, SESSION_JDBC));
        if (rounds.has(IFRAME)) {
            rows.add(rounds.cpu(id(), IFRAME, "wxjava", OF, Optional.empty()));
        }
        rows.add(rounds.cpu(id(), "embedded", "wxjava", OF, Optional.of(Target.atMost(1.0))));
        rows.add(rounds.cpu(id(), "embedded", "spring-security", OF, Optional.of(Target.atMost(0.5))));
        if (rounds.has("justauth")) {
            rows.add(rounds.cpu(id(), "embedded", "justauth", OF, Optional.of(Target.atMost(0.1))));
        }
        return rows;
    }

    private Row rate(Rounds rounds, String subject, String peer) {
        Ratio rate = rounds.ratio(subject, peer, Result::rate);
        return new Row(id(), subject, peer, "logins a second", rate, Optional.empty());
    }
}
