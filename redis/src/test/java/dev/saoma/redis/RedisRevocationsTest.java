package dev.saoma.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Revocations;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.RealRedis;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Messages about ended sessions, from one node to another. */
@Timeout(180)
class RedisRevocationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<TokenHash> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();
    private final List<TokenHash> ended =
            List.of(Token.random().hash(), Token.random().hash());

    @Test
    void areHeardByTheOtherNode() throws Exception {
        try (var redis = RealRedis.start();
                var here = open(redis);
                var there = hearing(redis)) {
            here.revocations().publish(ended);

            Eventually.holds("heard", () -> heard.containsAll(ended));
            assertThat(missed)
                    .as("possible losses reported when the node subscribed")
                    .hasValue(1);
            redis.ask("PUBLISH saoma:ended nonsense");
            redis.ask("PUBLISH saoma:ended " + "0".repeat(63));
            redis.ask("PUBLISH saoma:other " + "0".repeat(64));
            TokenHash last = Token.random().hash();
            here.revocations().publish(List.of(last));
            Eventually.holds("heard", () -> heard.contains(last));
            assertThat(heard).hasSize(3);
        }
    }

    @Test
    void mayHaveBeenMissedWhenTheConnectionWasLost() throws Exception {
        try (var redis = RealRedis.start();
                var here = open(redis);
                var there = hearing(redis)) {
            redis.kill();
            Eventually.holds("lost", () -> !here.connected());
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> here.revocations().publish(ended));
            redis.begin();

            Eventually.holds("missed", () -> missed.get() == 2);
            Eventually.holds("connected", here::connected);
            here.revocations().publish(ended);
            Eventually.holds("heard", () -> heard.containsAll(ended));
        }
    }

    @Test
    void areLateAndNotLostWhileRedisIsPaused() throws Exception {
        try (var redis = RealRedis.start();
                var here = RedisLink.open(RedisAddress.parse(redis.url()));
                var there = hearing(redis)) {
            Eventually.holds("connected", here::connected);
            redis.pause();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> here.revocations().publish(ended));
            redis.resume();

            Eventually.holds("heard", () -> heard.containsAll(ended) || missed.get() > 1);
        }
    }

    @Test
    void beginWhenRedisComesUpAndTellNobodyThePassword() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.INFO);
        try (var redis = RealRedis.stopped();
                var here = RedisLink.open(RedisAddress.parse(redis.url()))) {
            here.revocations().subscribe(listener());
            Eventually.holds(
                    "warned", () -> lines(log).stream().anyMatch(line -> line.contains("no connection to Redis")));
            redis.begin();

            Eventually.holds("subscribed", () -> missed.get() == 1);
            here.revocations().publish(ended);
            Eventually.holds("heard", () -> heard.containsAll(ended));
            assertThat(lines(log)).anyMatch(line -> line.contains("127.0.0.1:" + redis.port()));
            assertThat(lines(log)).noneMatch(line -> line.contains(RealRedis.PASSWORD));
            assertThat(lines(log))
                    .filteredOn(line -> line.contains("no connection to Redis"))
                    .hasSize(1);
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
    }

    @Test
    void failWithAWrongPasswordInAWarning() throws Exception {
        try (var redis = RealRedis.start();
                var wrong = RedisLink.open(RedisAddress.parse("redis://:WRONG@127.0.0.1:" + redis.port()))) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> wrong.revocations().publish(ended));
            assertThat(wrong.connected()).isFalse();
        }
    }

    private static List<String> lines(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage() + " "
                        + (event.getThrowableProxy() == null
                                ? ""
                                : event.getThrowableProxy().getMessage()))
                .toList();
    }

    private static RedisLink open(RealRedis redis) throws Exception {
        var link = RedisLink.open(RedisAddress.parse(redis.url()), PATIENCE);
        Eventually.holds("connected", link::connected);
        return link;
    }

    private RedisLink hearing(RealRedis redis) throws Exception {
        var link = RedisLink.open(RedisAddress.parse(redis.url()), PATIENCE);
        link.revocations().subscribe(listener());
        Eventually.holds("subscribed", () -> missed.get() == 1);
        return link;
    }

    private Revocations.Listener listener() {
        return new Revocations.Listener() {
            @Override
            public void ended(Collection<TokenHash> hashes) {
                heard.addAll(hashes);
            }

            @Override
            public void missed() {
                missed.incrementAndGet();
            }
        };
    }
}
