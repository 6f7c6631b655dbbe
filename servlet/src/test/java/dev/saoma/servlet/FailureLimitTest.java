package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.limit.Cost;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limit counts failed requests when they end. Pending and successful requests do not count. */
@Timeout(120)
class FailureLimitTest {
    private static final int MANY = 60;
    private static final String UNKNOWN = Browser.pair("0".repeat(64), "code-1");
    private static final RateLimits FEW_FAILURES = new RateLimits(RateLimit.OFF, RateLimit.OFF, new RateLimit(3, 10));

    @Test
    void letsManyGoodOnesBeUnderWayFromOneAddress() throws Exception {
        assertThat(together(Optional.empty())).containsOnly("session_required");
    }

    @Test
    void letsTheAddressWaitForAllThatFailedAtOnce() throws Exception {
        var barrier = new CyclicBarrier(MANY);
        var gate = new Gate(barrier, new CurrentUser.SignedIn(new UserId("ann"), java.time.Instant.MAX));
        try (Site site = site(gate)) {
            assertThat(ask(site)).containsOnly("state_invalid");
            gate.open = true;
            Reply refused = bind(site);

            assertThat(refused.code()).isEqualTo("rate_limited");
            // The debt is limited to one burst: the address waits for 3 tokens and the next, at 6 s each.
            assertThat(refused.header("Retry-After")).isEqualTo("24");
            site.clock.pass(Duration.ofMillis(23_999));
            assertThat(bind(site).code()).isEqualTo("rate_limited");
            site.clock.pass(Duration.ofMillis(1));
            assertThat(bind(site).code()).isEqualTo("state_invalid");
            assertThat(bind(site).code()).isEqualTo("rate_limited");
        }
    }

    @Test
    void boundsWhatIsUnderWay() {
        var limits =
                new RateLimiter(new ClientSettings(List.of(), FEW_FAILURES), new MovableClock(-1_000_000_000L)::nanos);
        var depth = new AtomicInteger();
        CurrentUser nested = request -> {
            Supplier<Response> deeper = new Supplier<>() {
                @Override
                public Response get() {
                    depth.incrementAndGet();
                    return limits.run(Cost.CALL, request, this);
                }
            };
            for (int round = 0; round < 2; round++) {
                depth.set(0);
                assertThatThrownBy(() -> limits.run(Cost.CALL, request, deeper))
                        .isInstanceOf(LoginException.class)
                        .hasMessageContaining("Too much");
                assertThat(depth).as("round %s", round).hasValue(RateLimiter.AT_A_TIME);
            }
            return Optional.empty();
        };
        try (Site site = new Site(Site.production(""), nested)) {
            assertThat(bind(site).code()).isEqualTo("session_required");
        }
    }

    private static List<String> together(Optional<CurrentUser.SignedIn> user) throws Exception {
        try (Site site = site(new Gate(new CyclicBarrier(MANY), user.orElse(null)))) {
            return ask(site);
        }
    }

    private static Site site(CurrentUser gate) {
        return new Site(Site.production("").withClients(new ClientSettings(List.of(), FEW_FAILURES)), gate);
    }

    private static List<String> ask(Site site) throws Exception {
        var threads = Executors.newFixedThreadPool(MANY);
        try {
            var asked = new ArrayList<Future<Reply>>();
            for (int i = 0; i < MANY; i++) {
                asked.add(threads.submit(() -> bind(site)));
            }
            var codes = new ArrayList<String>();
            for (Future<Reply> one : asked) {
                codes.add(one.get(60, TimeUnit.SECONDS).code());
            }
            return codes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Reply bind(Site site) {
        return site.browser().post("/api/bindings/MyWeChatLogin", UNKNOWN);
    }

    /** Blocks requests until all parties of the barrier have arrived. */
    private static final class Gate implements CurrentUser {
        private final CyclicBarrier barrier;
        private final Optional<SignedIn> user;
        private volatile boolean open;

        Gate(CyclicBarrier barrier, SignedIn user) {
            this.barrier = barrier;
            this.user = Optional.ofNullable(user);
        }

        @Override
        public Optional<SignedIn> of(jakarta.servlet.http.HttpServletRequest request) {
            if (!open) {
                try {
                    barrier.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                    throw new IllegalStateException(e);
                }
            }
            return user;
        }
    }
}
