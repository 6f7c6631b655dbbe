package dev.saoma.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.RateLimit;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.RealRedis;
import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counters that two nodes share. */
@Timeout(120)
class RedisCountersTest {
    /** Refills by one a minute, so a test that is delayed by a minute fails. */
    private static final RateLimit TWENTY = new RateLimit(20, 1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RealRedis redis;
    private static RedisLink one;
    private static RedisLink other;

    private final TokenHash address = Token.random().hash();

    @BeforeAll
    static void start() {
        redis = RealRedis.start();
        one = RedisLink.open(RedisAddress.parse(redis.url()), PATIENCE);
        other = RedisLink.open(RedisAddress.parse(redis.url()), PATIENCE);
    }

    @AfterAll
    static void stop() {
        if (redis != null) {
            one.close();
            other.close();
            redis.close();
        }
    }

    @BeforeEach
    void connect() throws Exception {
        Eventually.holds("connected", () -> one.connected() && other.connected());
    }

    @AfterEach
    void goOn() throws Exception {
        redis.resume();
        redis.ask("CONFIG SET maxmemory 0");
        redis.ask("REPLICAOF NO ONE");
    }

    @Test
    void countsNoMoreThanAllowedHoweverManyAskAtOnce() throws Exception {
        var asked = new ArrayList<CompletableFuture<Duration>>();
        for (int i = 0; i < 100; i++) {
            asked.add(take(i % 2 == 0 ? one : other, TWENTY));
        }
        int let = 0;
        for (var answer : asked) {
            let += answer.get(20, TimeUnit.SECONDS).isZero() ? 1 : 0;
        }

        assertThat(let).isEqualTo(20);
    }

    @Test
    void saysHowLongToWait() throws Exception {
        use(TWENTY);

        assertThat(taken(other, TWENTY)).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(taken(other, new RateLimit(20, 1_000_000))).isBetween(Duration.ofMillis(1), Duration.ofMinutes(1));
    }

    @Test
    void fillsAgain() throws Exception {
        var quick = new RateLimit(20, 6_000);
        use(quick);

        Eventually.holds("one came back", () -> taken(one, quick).isZero());
    }

    @Test
    void takesBackWhatIsGivenBack() throws Exception {
        use(TWENTY);
        one.counters().giveBack("calls", address, TWENTY);
        Eventually.holds("given back", () -> taken(other, TWENTY).isZero());

        assertThat(taken(other, TWENTY)).isPositive();
    }

    @Test
    void givesNobodyMoreThanABucketHolds() throws Exception {
        for (int i = 0; i < 5; i++) {
            one.counters().giveBack("calls", address, TWENTY);
        }
        use(TWENTY);

        assertThat(taken(one, TWENTY)).isPositive();
    }

    @Test
    void keepsHashesAloneAndOnlyForAsLongAsTheyMatter() throws Exception {
        redis.ask("FLUSHALL");
        taken(one, TWENTY);

        assertThat(redis.ask("KEYS *"))
                .contains("saoma:rate:calls:" + address.value())
                .startsWith("*1\r\n");
        assertThat(redis.ask("TTL saoma:rate:calls:" + address.value())).matches("(?s):(60|5[0-9]|[1-4][0-9])\\D.*");
    }

    @Test
    void forgetsAMomentThatNoBucketReaches() throws Exception {
        redis.ask("SET saoma:rate:calls:" + address.value() + " 99999999999999999");

        assertThat(taken(one, TWENTY)).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    @Test
    void failsWhileRedisIsPausedAndCountsAgainAfterwards() throws Exception {
        try (var hasty = RedisLink.open(RedisAddress.parse(redis.url()))) {
            Eventually.holds("connected", hasty::connected);
            redis.pause();
            assertThat(take(hasty, TWENTY))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class);
            redis.resume();

            Eventually.holds(
                    "counting",
                    () -> !take(hasty, TWENTY).handle((wait, e) -> e != null).get());
        }
    }

    @Test
    void failsWhileRedisIsGoneAndCountsAgainAfterwards() throws Exception {
        redis.kill();
        assertThat(take(one, TWENTY)).failsWithin(Duration.ofSeconds(30)).withThrowableOfType(ExecutionException.class);
        redis.begin();

        Eventually.holds(
                "counting",
                () -> !take(one, TWENTY).handle((wait, e) -> e != null).get());
        Eventually.holds(
                "counting",
                () -> !take(other, TWENTY).handle((wait, e) -> e != null).get());
    }

    /** In this case each node counts on its own, which is implemented in the servlet module. */
    @ParameterizedTest
    @CsvSource({"CONFIG SET maxmemory 1, CONFIG SET maxmemory 0", "REPLICAOF 127.0.0.1 1, REPLICAOF NO ONE"})
    void failsWhileRedisTakesNoWritesAndCountsAgainAfterwards(String trouble, String end) throws Exception {
        redis.ask(trouble);
        assertThat(take(one, TWENTY)).failsWithin(PATIENCE).withThrowableOfType(ExecutionException.class);
        redis.ask(end);

        assertThat(taken(one, TWENTY)).isZero();
    }

    /** Uses the connection directly, as if it were lost between the check of the connection and the command. */
    @Test
    void queuesNothingWhileRedisIsAway() throws Exception {
        try (var link = RedisLink.open(RedisAddress.parse(redis.url()), PATIENCE)) {
            Eventually.holds("connected", link::connected);
            var connection = link.connection().orElseThrow();
            var direct = new RedisCounters(() -> Optional.of(connection));
            redis.kill();
            Eventually.holds("lost", () -> !link.connected());

            var lost = direct.take("calls", address, TWENTY).toCompletableFuture();
            redis.begin();
            Eventually.holds("connected again", link::connected);
            // The connection answers in order, so a queued command would be executed before this one.
            var after = link.counters().take("calls", Token.random().hash(), TWENTY);
            assertThat(after.toCompletableFuture()).succeedsWithin(PATIENCE);

            assertThat(lost).isCompletedExceptionally();
            assertThat(redis.ask("EXISTS saoma:rate:calls:" + address.value())).startsWith(":0");
        }
    }

    /** Redis never answers, while the operating system still acknowledges packets. */
    @Test
    void givesUpOnACommandThatHasNoAnswer() throws Exception {
        try (var hasty = RedisLink.open(RedisAddress.parse(redis.url()), Duration.ofMillis(300))) {
            Eventually.holds("connected", hasty::connected);
            redis.pause();

            assertThat(take(hasty, TWENTY))
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(RedisCommandTimeoutException.class);
            assertThatExceptionOfType(RedisCommandTimeoutException.class)
                    .isThrownBy(() -> hasty.revocations().publish(List.of(address)));
        }
    }

    private void use(RateLimit limit) throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(taken(one, limit)).isZero();
        }
    }

    private Duration taken(RedisLink link, RateLimit limit) throws Exception {
        return take(link, limit).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<Duration> take(RedisLink link, RateLimit limit) {
        return link.counters().take("calls", address, limit).toCompletableFuture();
    }
}
