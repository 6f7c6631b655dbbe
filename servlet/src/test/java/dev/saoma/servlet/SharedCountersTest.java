package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.limit.AddressBuckets;
import dev.saoma.servlet.internal.limit.SharedCounterClient;
import dev.saoma.servlet.internal.limit.TokenBuckets;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rate limits that all nodes share, and the limits of one node while the shared counters fail. */
@Timeout(60)
class SharedCountersTest {
    private static final RateLimit FIVE = new RateLimit(5, 1);
    private static final Duration LATER = Duration.ofSeconds(7);
    private static final IpAddress OFFICE = IpAddress.parse("203.0.113.1").orElseThrow();

    private final AtomicLong nanos = new AtomicLong();
    private final Counters counters = new Counters();
    private final AddressBuckets meter = meter(FIVE);

    @Test
    void refusesWhatTheOtherNodesHaveUsedUp() {
        assertThat(taken()).isTrue();
        counters.answer = () -> CompletableFuture.completedFuture(LATER);

        assertThat(meter.take(OFFICE)).isEqualTo(new TokenBuckets.Taken(LATER, true));
    }

    @Test
    void allowsNobodyMoreThanThisNodeDoes() {
        for (int i = 0; i < 5; i++) {
            assertThat(taken()).isTrue();
        }
        assertThat(taken()).isFalse();

        assertThat(counters.asked).as("only allowed calls reach the counters").isEqualTo(5);
    }

    @Test
    void countsForItselfWhileTheOthersFail() {
        for (Supplier<CompletionStage<Duration>> failing : failures()) {
            var alone = meter(FIVE);
            counters.answer = failing;
            int let = 0;
            for (int i = 0; i < 20; i++) {
                let += alone.take(OFFICE).pause().isZero() ? 1 : 0;
            }
            assertThat(let).isEqualTo(5);
        }
    }

    @Test
    void asksNobodyForASecondAfterAFailure() {
        for (Supplier<CompletionStage<Duration>> failing : failures()) {
            var alone = meter(new RateLimit(100, 1));
            counters.answer = failing;
            counters.asked = 0;
            for (int i = 0; i < 10; i++) {
                alone.take(OFFICE);
            }
            assertThat(counters.asked).isEqualTo(1);
            nanos.addAndGet(SharedCounterClient.PAUSE.toNanos() - 1);
            alone.take(OFFICE);
            assertThat(counters.asked).isEqualTo(1);
            nanos.addAndGet(1);
            alone.take(OFFICE);
            alone.take(OFFICE);
            assertThat(counters.asked).as("one retries, and fails").isEqualTo(2);
        }
    }

    @Test
    void countsTogetherAgainAfterAFailure() {
        counters.answer = () -> CompletableFuture.failedFuture(new IllegalStateException("down"));
        meter.take(OFFICE);
        nanos.addAndGet(SharedCounterClient.PAUSE.toNanos());
        counters.answer = () -> CompletableFuture.completedFuture(Duration.ZERO);
        meter.take(OFFICE);

        assertThat(meter.take(OFFICE).shared()).isTrue();
        assertThat(counters.asked).isEqualTo(3);
    }

    @Test
    void letsOneAloneTryAgain() {
        counters.answer = () -> CompletableFuture.failedFuture(new IllegalStateException("down"));
        meter.take(OFFICE);
        nanos.addAndGet(SharedCounterClient.PAUSE.toNanos());
        counters.answer = () -> {
            counters.answer = CompletableFuture::new;
            assertThat(meter.take(OFFICE).shared()).isFalse();
            return CompletableFuture.completedFuture(Duration.ZERO);
        };
        meter.take(OFFICE);

        assertThat(counters.asked).isEqualTo(2);
    }

    @Test
    void waitsForNobodyWhoHangs() {
        counters.answer = CompletableFuture::new;
        assertThat(taken()).isTrue();
        nanos.addAndGet(SharedCounterClient.PAUSE.toNanos());
        var hanging = new Hanging();
        counters.answer = () -> hanging;
        assertThat(taken()).isTrue();

        assertThat(hanging.waited).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void givesBackToTheOthersWhatTheyCounted() {
        assertThat(meter.waitTime(OFFICE)).isZero();
        assertThat(counters.givenBack).isEqualTo(1);
        counters.answer = () -> CompletableFuture.completedFuture(LATER);
        assertThat(meter.waitTime(OFFICE)).isEqualTo(LATER);
        counters.answer = () -> CompletableFuture.failedFuture(new IllegalStateException("down"));
        assertThat(meter.waitTime(OFFICE)).isZero();

        assertThat(counters.givenBack).isEqualTo(1);
    }

    @Test
    void tellsTheOthersOfAFailure() {
        meter.overdraw(OFFICE);

        assertThat(counters.asked).isEqualTo(1);
        assertThat(counters.givenBack).isZero();
    }

    @Test
    void handsOutNoAddress() {
        meter.take(OFFICE);
        meter.take(IpAddress.parse("2001:db8::1").orElseThrow());
        meter.take(IpAddress.parse("2001:db8::2").orElseThrow());

        assertThat(counters.keys).allMatch(key -> key.matches("calls [0-9a-f]{64}"));
        assertThat(counters.keys.get(0)).isNotEqualTo(counters.keys.get(1));
        assertThat(counters.keys.get(1)).isEqualTo(counters.keys.get(2));
    }

    @Test
    void countsAttemptsThroughTheServlet() {
        var settings = Site.production("").withClients(ClientSettings.DEFAULT.sharing(counters));
        try (Site site = new Site(settings)) {
            assertThat(begin(site).status()).isEqualTo(201);
            assertThat(counters.asked).as("shared calls of one request").isBetween(1, 2);
            counters.answer = () -> CompletableFuture.completedFuture(LATER);
            Reply refused = begin(site);

            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.header("Retry-After")).isEqualTo("7");
            assertThat(counters.keys).anyMatch(key -> key.startsWith("attempts "));
            assertThat(counters.givenBack).as("the refunded failure").isEqualTo(1);
        }
    }

    private static Reply begin(Site site) {
        return site.browser().post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}");
    }

    private static List<Supplier<CompletionStage<Duration>>> failures() {
        return List.of(
                () -> CompletableFuture.failedFuture(new IllegalStateException("down")), CompletableFuture::new, () -> {
                    throw new IllegalStateException("not even asked");
                });
    }

    private boolean taken() {
        return meter.take(OFFICE).pause().isZero();
    }

    private AddressBuckets meter(RateLimit limit) {
        return new AddressBuckets(
                "calls",
                limit,
                new MovableClock(-1_000_000_000L)::nanos,
                new SharedCounterClient(counters, nanos::get));
    }

    /** Records the time-out of the caller and fails at once. */
    private static final class Hanging extends CompletableFuture<Duration> {
        private Duration waited = Duration.ZERO;

        @Override
        public Duration get(long timeout, TimeUnit unit) throws TimeoutException {
            waited = Duration.of(timeout, unit.toChronoUnit());
            throw new TimeoutException();
        }
    }

    private static final class Counters implements SharedCounters {
        private final List<String> keys = new ArrayList<>();
        private Supplier<CompletionStage<Duration>> answer = () -> CompletableFuture.completedFuture(Duration.ZERO);
        private int asked;
        private int givenBack;

        @Override
        public CompletionStage<Duration> take(String counter, TokenHash address, RateLimit limit) {
            keys.add(counter + " " + address.value());
            asked++;
            return answer.get();
        }

        @Override
        public void giveBack(String counter, TokenHash address, RateLimit limit) {
            givenBack++;
        }
    }
}
