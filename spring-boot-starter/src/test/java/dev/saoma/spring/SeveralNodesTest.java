package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.identity.UserId;
import dev.saoma.redis.RedisLink;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.session.Revocations;
import dev.saoma.session.Sessions;
import dev.saoma.testing.RealRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

/** Several instances of an application that share a Redis, or another implementation. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SeveralNodesTest {
    private static final List<String> DESTROYED = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {
        @Bean
        static DestructionAwareBeanPostProcessor watching() {
            return (bean, name) -> DESTROYED.add(name);
        }
    }

    @SpringBootConfiguration
    static class Own extends Shop {
        final List<String> told = new CopyOnWriteArrayList<>();

        @Bean
        Revocations revocations() {
            return new Revocations() {
                @Override
                public void publish(Collection<TokenHash> ended) {
                    told.add("ended");
                }

                @Override
                public void subscribe(Listener listener) {
                    told.add("heard");
                }
            };
        }

        @Bean
        SharedCounters counters() {
            return new SharedCounters() {
                @Override
                public CompletionStage<Duration> take(String counter, TokenHash address, RateLimit limit) {
                    told.add(counter);
                    return CompletableFuture.completedFuture(Duration.ofSeconds(7));
                }

                @Override
                public void giveBack(String counter, TokenHash address, RateLimit limit) {}
            };
        }
    }

    @Test
    void tellsTheOthersAtOnceAndCountsWithThem(CapturedOutput output) throws Exception {
        DESTROYED.clear();
        try (RealRedis redis = RealRedis.start()) {
            meet(redis);
            await(() -> subscribers(redis) == 0);
        }
        // In both instances, because an app may still publish while it closes.
        assertThat(DESTROYED.stream().filter(List.of("saomaApp", "saomaRedis")::contains))
                .containsExactly("saomaApp", "saomaRedis", "saomaApp", "saomaRedis");
        assertThat(output.getAll()).doesNotContain(RealRedis.PASSWORD);
    }

    @Test
    void servesWhileThereIsNoRedis(CapturedOutput output) throws Exception {
        try (Site site = node("alone", RealRedis.stopped().url())) {
            site.bind("user123", "alice");

            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
            await(() -> output.getAll().contains("no connection to Redis at redis://127.0.0.1:"));
        }
        assertThat(output.getAll()).doesNotContain(RealRedis.PASSWORD);
    }

    @Test
    void takesTheApplicationsOwnBeans() throws Exception {
        try (Site site = Site.of(folder, Own.class)
                .bare()
                .with("saoma.redis.url=" + RealRedis.stopped().url())
                .start()) {
            Own own = site.bean(Own.class);

            assertThat(attempt(site.browser())).isEqualTo(429);
            assertThat(own.told).contains("heard", "attempts");
            assertThat(site.context().getBeansOfType(Revocations.class)).containsOnlyKeys("revocations");
            assertThat(site.context().getBeansOfType(SharedCounters.class)).containsOnlyKeys("counters");
        }
    }

    @Test
    void hasNothingToDoWithRedisUnlessItIsTold() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            assertThat(site.context().getBeansOfType(RedisLink.class)).isEmpty();
            assertThat(site.context().getBeansOfType(Revocations.class)).isEmpty();
        }
    }

    /** Hiding io.lettuce simulates Spring Boot 3.5, whose client is too old. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.saoma.redis", "io.lettuce"})
    void saysWhichDependencyIsMissing(String missing, CapturedOutput output) throws Exception {
        Site.Plan plan = Site.of(folder, Shop.class)
                .bare()
                .without(missing)
                .with("saoma.redis.url=" + RealRedis.stopped().url());

        assertThatThrownBy(plan::start).hasRootCauseInstanceOf(SettingsException.class);

        assertThat(output.getAll())
                .contains("One thing is wrong", "saoma.redis.url\n", "dev.saoma:saoma-redis")
                .doesNotContain(RealRedis.PASSWORD);
    }

    @Test
    void logsInWithoutTheModule() {
        try (Site site =
                Site.of(folder, Shop.class).bare().without("dev.saoma.redis").start()) {
            site.bind("user123", "alice");

            assertThat(site.browser().login(site.wechat(), "alice").status()).isEqualTo(201);
        }
    }

    private void meet(RealRedis redis) throws Exception {
        try (Site here = node("here", redis.url());
                Site there = node("there", redis.url())) {
            await(() -> here.bean(RedisLink.class).connected()
                    && there.bean(RedisLink.class).connected());
            await(() -> subscribers(redis) == 2);
            here.bind("user123", "alice");

            assertThat(here.browser().login(here.wechat(), "alice").status()).isEqualTo(201);
            var heard = new CopyOnWriteArrayList<TokenHash>();
            there.bean(Revocations.class).subscribe(new Revocations.Listener() {
                @Override
                public void ended(Collection<TokenHash> hashes) {
                    heard.addAll(hashes);
                }

                @Override
                public void missed() {}
            });
            here.bean(Sessions.class).end(new UserId("user123"));
            await(() -> heard.size() == 1);

            // Both instances see the address 127.0.0.1, and the limit is three attempts for both together.
            Browser other = there.browser();
            assertThat(attempt(other)).isEqualTo(201);
            assertThat(attempt(other)).isEqualTo(201);
            assertThat(attempt(other)).isEqualTo(429);
        }
    }

    private Site node(String name, String redis) {
        return Site.of(folder.resolve(name), Shop.class)
                .bare()
                .with("saoma.redis.url=" + redis, "saoma.limits.attempts=3,1")
                .start();
    }

    private static int attempt(Browser browser) {
        return browser.post("/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}")
                .status();
    }

    private static int subscribers(RealRedis redis) {
        try {
            String answer = redis.ask("PUBSUB NUMSUB saoma:ended");
            return Integer.parseInt(answer.replaceAll("(?s).*saoma:ended\r\n:(\\d+).*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier expected) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!expected.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
            Thread.sleep(20);
        }
    }
}
