package dev.saoma.spring;

import dev.saoma.redis.RedisAddress;
import dev.saoma.redis.RedisLink;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.session.Revocations;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Several nodes that share the Redis at {@code saoma.redis.url}; the application's own beans of either kind go first. */
@AutoConfiguration(after = SaomaAutoConfiguration.class)
@ConditionalOnClass(RedisLink.class)
@ConditionalOnProperty("saoma.redis.url")
@ConditionalOnBean(Settings.class)
public class SaomaRedisAutoConfiguration {

    /** Waits for no Redis, and outlives the app, which was made with it. */
    @Bean
    RedisLink saomaRedis(Settings settings) {
        return RedisLink.open(
                RedisAddress.parse(settings.redis().map(Secret::reveal).orElseThrow()));
    }

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    Revocations saomaRevocations(RedisLink saomaRedis) {
        return saomaRedis.revocations();
    }

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    SharedCounters saomaSharedCounters(RedisLink saomaRedis) {
        return saomaRedis.counters();
    }
}
