package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.database.Postgres;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.load.Shipped;
import dev.saoma.benchmark.load.Subject;
import dev.saoma.benchmark.load.WarmUp;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The programs of S1 to S4 and the stub that they call. Each is started, checked and warmed up once, when it is first used. */
public final class Subjects implements AutoCloseable {
    static final int CLIENTS = 32;
    static final String SQLITE = "server-sqlite";
    static final String POSTGRESQL = "server-postgresql";
    static final String SESSION_JDBC = "spring-session-jdbc";

    private final Bench bench;
    private final boolean isTls;
    private final Closing closing = new Closing();
    private final Map<String, Running> started = new LinkedHashMap<>();
    private final List<String> unsettled = new ArrayList<>();
    private final Codes codes = new Codes();
    private @Nullable Upstream upstream;
    private @Nullable Postgres postgres;

    private Subjects(Bench bench, boolean isTls) {
        this.bench = bench;
        this.isTls = isTls;
    }

    /** Returns the programs whose WeChat has no TLS. */
    public static Subjects of(Bench bench) {
        return new Subjects(bench, false);
    }

    static Subjects overTls(Bench bench) {
        return new Subjects(bench, true);
    }

    /** Starts a program. */
    private interface Starter {
        Running start() throws Exception;
    }

    Upstream upstream() throws IOException, InterruptedException {
        if (upstream == null) {
            upstream = closing.add(isTls ? Upstream.startTls(bench) : Upstream.start(bench));
        }
        return upstream;
    }

    /** Returns the shipped server on SQLite. */
    Running sqlite() throws Exception {
        return get(
                SQLITE,
                () -> Shipped.onSqlite().with(SQLITE, upstream().trust()).start(bench, upstream()));
    }

    /** Returns the shipped server on PostgreSQL. */
    Running postgresql() throws Exception {
        return get(
                POSTGRESQL,
                () -> Shipped.onPostgres(postgres().newDatabase("saoma"), Postgres.USER)
                        .start(bench, upstream())
                        .on(postgres()::cpu));
    }

    /** Returns Spring Session JDBC on the same PostgreSQL. */
    Running springSessionJdbc() throws Exception {
        return get(
                SESSION_JDBC,
                () -> Subject.springSessionJdbc(postgres().newDatabase("session"), Postgres.USER)
                        .start(bench, upstream())
                        .on(postgres()::cpu));
    }

    Running peer(Subject subject) throws Exception {
        return get(subject.name(), () -> subject.start(bench, upstream()));
    }

    /** Returns a program in which users log in by another journey. */
    Running other(Running same) throws Exception {
        return started.containsKey(same.name()) ? same : warmed(same);
    }

    /** Returns the names of the programs that still compiled when their time to warm up was over, as a sentence. */
    List<String> complaints() {
        return complaints(unsettled, most());
    }

    static List<String> complaints(List<String> unsettled, Duration most) {
        return unsettled.isEmpty()
                ? List.of()
                : List.of("Still compiling after %d s of warming up: %s."
                        .formatted(most.toSeconds(), String.join(", ", unsettled)));
    }

    private Running get(String name, Starter starter) throws Exception {
        @Nullable Running found = started.get(name);
        if (found == null) {
            found = warmed(closing.add(starter.start()));
        }
        return found;
    }

    private Running warmed(Running running) throws IOException, InterruptedException {
        bench.say("warming " + running.name() + ", until it compiles no more or for " + most().toSeconds() + " s");
        running.requireEqualWork();
        if (!WarmUp.drive(running, CLIENTS, most(), Operation.logins(running, codes))) {
            unsettled.add(running.name());
        }
        started.put(running.name(), running);
        return running;
    }

    private Duration most() {
        return Duration.ofSeconds(bench.scale().of(1, 60, 180));
    }

    private Postgres postgres() throws Exception {
        if (postgres == null) {
            postgres = closing.add(Postgres.start(bench));
        }
        return postgres;
    }

    /** Ends the programs. They are started again when they are used again. */
    @Override
    public void close() throws Exception {
        started.clear();
        unsettled.clear();
        upstream = null;
        postgres = null;
        closing.close();
    }
}
