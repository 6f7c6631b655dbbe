package dev.saoma.server;

import dev.saoma.redis.RedisLink;
import dev.saoma.server.element.ElementNews;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.servlet.WebSettings;
import dev.saoma.session.Revocations;
import java.util.Optional;

/** This node's connection to other nodes, apart from the database: Redis, or none. */
record Cluster(Optional<RedisLink> redis) implements AutoCloseable {

    /** Starts to connect and returns at once. Logs a warning while Redis is down. */
    static Cluster of(ServerSettings settings) {
        return new Cluster(settings.store().flatMap(StoreSettings::redis).map(RedisLink::open));
    }

    Revocations revocations() {
        return redis.map(RedisLink::revocations).orElseGet(Revocations::none);
    }

    /** Returns the news of changed login instances. */
    ElementNews elementNews() {
        return redis.<ElementNews>map(RedisNews::new).orElseGet(ElementNews::none);
    }

    private record RedisNews(RedisLink redis) implements ElementNews {
        @Override
        public void publish() {
            redis.publishElementChange();
        }

        @Override
        public void subscribe(Runnable listener) {
            redis.onElementChange(listener);
        }
    }

    /** Returns the same settings with request counters that all nodes share. */
    WebSettings counting(WebSettings web) {
        return web.withClients(
                web.clients().sharing(redis.map(RedisLink::counters).orElseGet(SharedCounters::none)));
    }

    @Override
    public void close() {
        redis.ifPresent(RedisLink::close);
    }
}
