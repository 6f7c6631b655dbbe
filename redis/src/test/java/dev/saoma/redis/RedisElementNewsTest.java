package dev.saoma.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.secret.TokenHash;
import dev.saoma.session.Revocations;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.RealRedis;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages about changed elements, from one node to another. */
@Timeout(180)
class RedisElementNewsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger news = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    private RedisLink open(RealRedis redis) {
        return RedisLink.open(RedisAddress.parse(redis.url()), PATIENCE);
    }

    private RedisLink listening(RealRedis redis) throws Exception {
        RedisLink link = open(redis);
        link.onElementChange(news::incrementAndGet);
        link.revocations().subscribe(new Revocations.Listener() {
            @Override
            public void ended(Collection<TokenHash> hashes) {
                ended.addAndGet(hashes.size());
            }

            @Override
            public void missed() {
                // Not of interest here.
            }
        });
        Eventually.holds(
                "subscribed", () -> redis.ask("PUBSUB NUMSUB saoma:ended").contains(":1"));
        return link;
    }

    @Test
    void areHeardAndEndNoSession() throws Exception {
        try (var redis = RealRedis.start();
                var there = listening(redis);
                var here = open(redis)) {
            Eventually.holds("connected", here::connected);
            int before = news.get();

            here.publishElementChange();

            Eventually.holds("heard", () -> news.get() == before + 1);
            redis.ask("PUBLISH saoma:ended elements2");
            redis.ask("PUBLISH saoma:ended " + "0".repeat(64));
            Eventually.holds("heard", () -> ended.get() == 1);
            assertThat(news.get()).isEqualTo(before + 1);
        }
    }

    @Test
    void mayHaveBeenMissedWhileRedisWasAway() throws Exception {
        try (var redis = RealRedis.start();
                var there = listening(redis)) {
            redis.kill();
            Eventually.holds("lost", () -> !there.connected());
            there.publishElementChange();
            int before = news.get();
            redis.begin();

            Eventually.holds("possible loss", () -> news.get() > before);
        }
    }

    /** A user with the permissions of an earlier release is enough. */
    @Test
    void needNoFurtherPermission() throws Exception {
        try (var redis = RealRedis.start()) {
            redis.ask("ACL SETUSER node on >CANARY ~saoma:rate:* resetchannels &saoma:ended"
                    + " +eval +time +get +set +del +publish +subscribe");
            try (var link = RedisLink.open(RedisAddress.parse("redis://node:CANARY@127.0.0.1:" + redis.port()))) {
                link.onElementChange(news::incrementAndGet);
                Eventually.holds("subscribed", () -> news.get() > 0);
                int before = news.get();

                link.publishElementChange();

                Eventually.holds("heard", () -> news.get() > before);
            }
        }
    }
}
