package dev.saoma.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.redis.RedisSelfTest.Kind;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.RealRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** The faults that the self-test finds in a real Redis. The self-test leaves no keys behind. */
@Timeout(120)
class RedisSelfTestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RealRedis redis;

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @AfterEach
    void mend() throws IOException {
        redis.resume();
        redis.ask("CONFIG SET maxmemory 0");
        redis.ask("REPLICAOF NO ONE");
    }

    @Test
    void findsNothingAndLeavesNothing() throws IOException {
        assertThat(RedisSelfTest.of(RedisAddress.parse(redis.url()), PATIENCE)).isEmpty();

        assertThat(redis.ask("KEYS *")).startsWith("*0");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://127.0.0.1:PORT, PASSWORD",
        "redis://:CANARY@127.0.0.1:PORT, PASSWORD",
        "redis://CANARY:CANARY@127.0.0.1:PORT, PASSWORD",
        "redis://:RIGHT@127.0.0.1:PORT/99, DATABASE",
        "redis://:RIGHT@127.0.0.1:1, CONNECTION",
        "redis://:RIGHT@nobody.invalid, NAME"
    })
    void findsWhatIsWrongWithAnAddress(String url, Kind kind) {
        assertThat(kind(url)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ",
        "-publish, PERMISSION",
        "-subscribe, PERMISSION",
        "-eval, PERMISSION",
        "-time, PERMISSION",
        "resetchannels &other, PERMISSION",
        "resetkeys ~other:*, PERMISSION"
    })
    void findsWhatAUserMayNotDo(String taken, Kind kind) throws IOException {
        String least = "~saoma:rate:* resetchannels &saoma:ended -@all +eval +time +get +set +del +publish +subscribe";
        assertThat(redis.ask("ACL SETUSER node reset on >CANARY " + least + " " + taken))
                .startsWith("+OK");

        assertThat(kind("redis://node:CANARY@127.0.0.1:PORT")).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"CONFIG SET maxmemory 1, NOT_WRITABLE", "REPLICAOF 127.0.0.1 1, NOT_WRITABLE"})
    void findsThatNothingCanBeWritten(String command, Kind kind) throws Exception {
        redis.ask(command);

        // Redis closes a connection now and then while it becomes a replica.
        Eventually.holds("the self-test finds " + kind, () -> kind(redis.url()) == kind);
    }

    @ParameterizedTest
    @CsvSource({
        "MOVED 3999 127.0.0.1:6381, CLUSTER, MOVED",
        "ASK 3999 127.0.0.1:6381, CLUSTER, ASK",
        "CLUSTERDOWN Hash slot not served, CLUSTER, CLUSTERDOWN",
        "ERR unknown command `eval`, COMMAND, unknown command"
    })
    void findsWhatIsNoSingleRedis(String said, Kind kind, String word) {
        assertThat(RedisSelfTest.refused(said)).isEqualTo(new RedisSelfTest.Trouble(kind, word));
    }

    /** The node has half of the slots, so a self-test with a single key would miss the cluster half of the time. */
    @Test
    void findsANodeOfARealCluster(@TempDir Path folder) throws Exception {
        try (var node = RealRedis.start("--cluster-enabled", "yes", "--dir", folder.toString())) {
            for (int from = 0; from < 8_192; from += 512) {
                var slots = new StringBuilder("CLUSTER ADDSLOTS");
                for (int slot = from; slot < from + 512; slot++) {
                    slots.append(' ').append(slot);
                }
                assertThat(node.ask(slots.toString())).startsWith("+OK");
            }

            assertThat(RedisSelfTest.of(RedisAddress.parse(node.url()), PATIENCE))
                    .map(RedisSelfTest.Trouble::kind)
                    .contains(Kind.CLUSTER);
            isSaidByTheNodeThatWouldUseIt(node);
        }
    }

    private static void isSaidByTheNodeThatWouldUseIt(RealRedis node) throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        Logger logger = (Logger) LoggerFactory.getLogger(RedisLink.class);
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.WARN);
        try (var link = RedisLink.open(RedisAddress.parse(node.url()), PATIENCE)) {
            Eventually.holds("said", () -> !List.copyOf(log.list).isEmpty());

            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .allSatisfy(line -> assertThat(line).contains("ClusterNodeException"));
            assertThat(link.connected()).isFalse();
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
    }

    @Test
    void waitsForNobodyWhoHangs() {
        redis.pause();

        assertThat(RedisSelfTest.of(RedisAddress.parse(redis.url()), Duration.ofMillis(200)))
                .map(RedisSelfTest.Trouble::kind)
                .contains(Kind.CONNECTION);
    }

    private static Kind kind(String url) {
        String whole = url.replace("PORT", String.valueOf(redis.port())).replace("RIGHT", RealRedis.PASSWORD);
        var trouble = RedisSelfTest.of(RedisAddress.parse(whole), PATIENCE);
        assertThat(trouble.toString()).doesNotContain("CANARY");
        return trouble.map(RedisSelfTest.Trouble::kind).orElse(null);
    }
}
