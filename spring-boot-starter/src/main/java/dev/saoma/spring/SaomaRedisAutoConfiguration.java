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

/**
 * Connects nodes through the Redis at {@code saoma.redis.url}. An application's own {@link Revocations} and
 * {@link SharedCounters} beans take precedence.
 */
@AutoConfiguration(after = SaomaAutoConfiguration.class)
@ConditionalOnClass(RedisLink.class)
@ConditionalOnProperty("saoma.redis.url")
@ConditionalOnBean(Settings.class)
public class SaomaRedisAutoConfiguration {

    /** Returns at once, and is closed after the app. */
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
