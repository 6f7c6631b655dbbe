package dev.saoma.benchmark.load;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.process.JavaCommand;
import dev.saoma.benchmark.process.Program;
import dev.saoma.benchmark.upstream.Upstream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program under test in which users can log in.
 *
 * @param name the name in the report
 * @param module the module of the benchmarks whose jar is run
 * @param environment environment variables in addition to {@code PORT} and {@code UPSTREAM}
 */
public record Subject(String name, String module, Map<String, String> environment, Journey journey) {
    public static final Subject EMBEDDED = of("embedded", "embedded", SaomaJourney.page());
    public static final Subject WXJAVA = of("wxjava", "peer/wxjava", PeerJourney.usual());
    public static final Subject SPRING_SECURITY = of(
            "spring-security",
            "peer/spring-security",
            new PeerJourney("/oauth2/authorization/wechat", "/login/oauth2/code/wechat", "/me"));
    public static final Subject JUSTAUTH = of("justauth", "peer/justauth", PeerJourney.usual());
    public static final Subject BARE_JDK = of("bare-jdk", "peer/bare-jdk", PeerJourney.usual());
    public static final Subject BARE_SOCKETS =
            new Subject("bare-sockets", "peer/bare-jdk", Map.of("CLIENT", "sockets"), PeerJourney.usual());

    /** The application of {@link #SPRING_SECURITY} with sessions and users in a PostgreSQL database. */
    public static Subject springSessionJdbc(String jdbcUrl, String user) {
        return new Subject(
                "spring-session-jdbc",
                "peer/spring-session-jdbc",
                Map.of("DATABASE", jdbcUrl, "DATABASE_USER", user),
                SPRING_SECURITY.journey());
    }

    private static Subject of(String name, String module, Journey journey) {
        return new Subject(name, module, Map.of(), journey);
    }

    /** Starts the subject and waits until it responds. */
    public Running start(Bench bench, Upstream upstream) throws IOException, InterruptedException {
        int port = Upstream.freePort();
        var all = new HashMap<>(environment);
        all.put("PORT", Integer.toString(port));
        all.put("UPSTREAM", upstream.base().toString());
        JavaCommand command = JavaCommand.of(bench.java(), bench.subject(module))
                .with(upstream.trust().toArray(String[]::new));
        List<String> line = command.line();
        return Running.await(Program.start(name + "-" + port, bench.work(), all, line), name, port, journey);
    }
}
