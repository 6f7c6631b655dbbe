package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.server.SlowCrowd.Pace;
import dev.saoma.testing.Stall;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the shipped jar with 256 MB on each installed Java against hostile clients: long values everywhere, slow bodies, unread
 * responses and slow heads, all at once. Signed-in users get responses in time, and the process still ends on SIGTERM.
 * Profile {@code hostile}, after the jar was built.
 */
@Tag("hostile")
@EnabledIfSystemProperty(named = "saoma.hostile", matches = "true")
@Timeout(900)
class HostileLoadTest {
    private static final int REQUESTS = 12_000;
    private static final int SENDERS = 4;
    private static final int BODIES = 500;
    private static final int READERS = 300;
    private static final int HEADS = 100;
    private static final int PEOPLE = 6;
    private static final int PIPELINED = 60;
    private static final Path JAR = Path.of("target/saoma-server.jar");

    @TempDir
    private Path folder;

    /** Returns the Java that runs this test, and a Java 25 if it is installed. */
    static Stream<Path> javas() throws IOException {
        Path ours = Path.of(System.getProperty("java.home"));
        Path others = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(others)) {
            return Stream.of(ours);
        }
        try (Stream<Path> all = Files.list(others)) {
            Stream<Path> newest = all.filter(
                            path -> path.getFileName().toString().matches(".*-25-.*"))
                    .filter(path -> !path.equals(ours) && Files.isExecutable(path.resolve("bin/java")))
                    .limit(1);
            return Stream.concat(Stream.of(ours), newest).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void leavesThoseWhoAreSignedInAlone(Path java) throws Exception {
        assertThat(JAR).as("the jar; mvn -pl server -am package makes it").exists();
        try (Site site = Site.closed(folder);
                ServingChild child = ServingChild.startJar(java, JAR, folder, settings(site))) {
            var server = new InetSocketAddress("127.0.0.1", child.server().getPort());
            List<Browser> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                var browser = new Browser(child.server());
                assertThat(browser.login(site.code("alice")).status()).isEqualTo(201);
                people.add(browser);
            }
            var visits = new Visits(people);
            List<SlowCrowd> crowds = crowds(server);
            try {
                Thread.sleep(2_000);
                List<LongRequests> senders = send(server);
                Duration most = visits.end();

                var figures = new TreeMap<Integer, Integer>();
                senders.forEach(sender ->
                        sender.statuses().forEach((status, times) -> figures.merge(status, times.get(), Integer::sum)));
                int unanswered =
                        senders.stream().mapToInt(LongRequests::unanswered).sum();
                long told = System.nanoTime();
                child.terminate();
                int exit = child.exitCode();
                Duration end = Duration.ofNanos(System.nanoTime() - told);
                System.out.printf(
                        "FIG hostile java=%s requests=%d statuses=%s unanswered=%d bodies=%d readers=%d heads=%d"
                                + " visits=%d p50=%dms p99=%dms max=%dms failed=%s ended=%dms exit=%d%n",
                        java.getFileName(),
                        REQUESTS,
                        figures,
                        unanswered,
                        crowds.get(0).opened() + crowds.get(1).opened(),
                        crowds.get(2).opened(),
                        crowds.get(3).opened(),
                        visits.count(),
                        visits.share(0.5).toMillis(),
                        visits.share(0.99).toMillis(),
                        most.toMillis(),
                        visits.failures(),
                        end.toMillis(),
                        exit);

                assertThat(figures.keySet()).as("statuses").allMatch(status -> status < 500);
                assertThat(visits.failures()).isEmpty();
                // If slow callers held threads, visits would wait the five seconds or more that such callers have. The
                // longest
                // visits are the first ones, when a cold process accepts all callers at once; their time is the
                // machine's.
                assertThat(visits.share(0.99)).isLessThan(Duration.ofSeconds(1));
                assertThat(most).isLessThan(Duration.ofSeconds(4));
                assertThat(exit).isEqualTo(143);
                assertThat(end).isLessThan(Duration.ofSeconds(15));
                assertThat(child.log()).doesNotContain("OutOfMemory");
            } finally {
                crowds.forEach(SlowCrowd::close);
            }
        }
    }

    private static List<LongRequests> send(InetSocketAddress server) throws InterruptedException {
        List<LongRequests> senders = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            var sender = new LongRequests("127.0.0." + (10 + i), server, i, REQUESTS / SENDERS);
            senders.add(sender);
            var thread = new Thread(sender, "sender");
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return senders;
    }

    private static List<SlowCrowd> crowds(InetSocketAddress server) {
        String host = "Host: localhost:" + server.getPort() + "\r\n";
        String body = host + "Content-Type: application/json\r\nContent-Length: 8000\r\n\r\n{";
        String take = "GET /api/openapi.json HTTP/1.1\r\n" + host + "\r\n";
        return List.of(
                new SlowCrowd(BODIES / 2, "127.0.0.2", server, Pace.DRIPS, "PUT /api/session/corp HTTP/1.1\r\n" + body),
                new SlowCrowd(
                        BODIES / 2,
                        "127.0.0.3",
                        server,
                        Pace.DRIPS,
                        "POST /api/login/MyWeChatLogin/attempts HTTP/1.1\r\n" + body),
                new SlowCrowd(READERS, "127.0.0.4", server, Pace.SIPS, take.repeat(PIPELINED)),
                new SlowCrowd(HEADS, "127.0.0.5", server, Pace.DRIPS, "GET /login HTTP/1.1\r\n" + host + "X: "));
    }

    private Map<String, String> settings(Site site) {
        return Map.ofEntries(
                Map.entry("saoma.mode", "development"),
                Map.entry("saoma.port", "0"),
                Map.entry("saoma.app", folder.resolve("app").toString()),
                Map.entry("saoma.data", folder.resolve("data").toString()),
                Map.entry("saoma.admin-key", Site.ADMIN_KEY),
                Map.entry("saoma.limits.attempts", "off"),
                Map.entry("saoma.limits.calls", "off"),
                Map.entry("saoma.limits.failures", "off"),
                Map.entry("saoma.wechat.page-url", site.wechat().baseUrl()),
                Map.entry("saoma.wechat.api-url", site.wechat().baseUrl()),
                Map.entry("saoma.management.port", "0"));
    }

    /** Signed-in users who request their session repeatedly. */
    private static final class Visits {
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
        private final List<Thread> threads = new ArrayList<>();
        private final Stall stall = new Stall();

        Visits(List<Browser> people) {
            people.forEach(person -> {
                var thread = new Thread(() -> visit(person), "person");
                threads.add(thread);
                thread.start();
            });
        }

        private void visit(Browser person) {
            try {
                while (!over.get()) {
                    Duration before = stall.used();
                    int status = person.session().status();
                    nanos.add(stall.used().minus(before).toNanos());
                    if (status != 200) {
                        failures.add("status " + status);
                    }
                    Thread.sleep(50);
                }
            } catch (RuntimeException e) {
                failures.add(String.valueOf(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Ends the visits and returns the longest response time. */
        Duration end() throws InterruptedException {
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            stall.close();
            return share(1);
        }

        int count() {
            return nanos.size();
        }

        List<String> failures() {
            return List.copyOf(failures);
        }

        Duration share(double part) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return Duration.ofNanos(sorted.get((int) Math.round(part * (sorted.size() - 1))));
        }
    }
}
