package dev.saoma.server;

import static dev.saoma.server.ElementNodes.CREATE;
import static dev.saoma.server.ElementNodes.FIELDS;
import static dev.saoma.server.ElementNodes.NEW;
import static dev.saoma.server.ElementNodes.admin;
import static dev.saoma.server.ElementNodes.match;
import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Eventually;
import dev.saoma.testing.RealRedis;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How soon an edit on one node is in use on the other: at once through Redis, otherwise within two seconds. */
@Timeout(180)
class ElementNewsTest {
    private static final int EDITS = 20;

    @TempDir
    private Path folder;

    private DatabaseServer.Running database;
    private RealRedis redis;
    private ElementNodes nodes;

    @BeforeEach
    void start() throws Exception {
        database = DatabaseServer.POSTGRESQL.run(folder.resolve("database"));
        redis = RealRedis.start();
        nodes = new ElementNodes(folder, database.store());
    }

    @AfterEach
    void stop() throws Exception {
        try (var stopped = database;
                var ended = redis;
                var closed = nodes) {
            assertThat(closed).isNotNull();
        }
    }

    /** Without news the delays are between 0 and 2 seconds, so that 20 of them take less than 10 by no chance. */
    @Test
    void comesThroughRedis() throws Exception {
        nodes.with("saoma.redis.url", redis.url());
        SaomaServer one = nodes.start("one", "database");
        SaomaServer other = nodes.start("other", "database");
        admin(one).put(NEW, FIELDS, CREATE);
        // Redis is connected to in the background.
        Eventually.holds(
                "connected", () -> redis.ask("PUBSUB NUMSUB saoma:ended").contains(":2"));

        List<Duration> delays = delays(one, other, "redis");

        assertThat(delays.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void isNotNeeded() throws Exception {
        nodes.with("saoma.redis.url", redis.url());
        SaomaServer one = nodes.start("one", "database");
        SaomaServer other = nodes.start("other", "database");
        admin(one).put(NEW, FIELDS, CREATE);
        redis.kill();

        Reply edited = admin(one).put(NEW, "{\"title\":\"Two\"}", match(one, NEW));

        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        Eventually.holds("live on the other node", () -> title(other).equals("Two"));
    }

    @Test
    @Tag("figures")
    @Tag("full")
    void isAFewSecondsOldWithoutRedis() throws Exception {
        SaomaServer one = nodes.start("one", "database");
        SaomaServer other = nodes.start("other", "database");
        admin(one).put(NEW, FIELDS, CREATE);

        assertThat(delays(one, other, "database")).hasSize(EDITS);
    }

    /** Returns how long after the response of each edit the other node had it. */
    private static List<Duration> delays(SaomaServer one, SaomaServer other, String means) throws Exception {
        var delays = new ArrayList<Duration>();
        for (int i = 0; i < EDITS; i++) {
            String title = "Edit " + i;
            // A look every two seconds is at any moment before the next edit.
            Thread.sleep(i * 97 % 1_000);
            assertThat(admin(one)
                            .put(NEW, "{\"title\":\"" + title + "\"}", match(one, NEW))
                            .status())
                    .isEqualTo(200);
            long begun = System.nanoTime();
            while (!title(other).equals(title)) {
                Thread.sleep(1);
            }
            delays.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        List<Duration> sorted = delays.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "FIG elements by=%s n=%d median=%dms max=%dms%n",
                means,
                EDITS,
                sorted.get(EDITS / 2).toMillis(),
                sorted.get(EDITS - 1).toMillis());
        return delays;
    }

    private static String title(SaomaServer node) {
        return node.app().loginInstances().stream()
                .filter(instance -> instance.name().equals("Portal"))
                .map(instance -> instance.title())
                .findFirst()
                .orElse("");
    }
}
