package dev.saoma.server;

import dev.saoma.redis.RedisLink;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.servlet.WebSettings;
import dev.saoma.session.Revocations;
import java.util.Optional;

/** The connection of this node to other nodes beside the database: a Redis, or none. */
record Cluster(Optional<RedisLink> redis) implements AutoCloseable {

    /** Returns at once. A Redis that is down is a warning in the log. */
    static Cluster of(ServerSettings settings) {
        return new Cluster(settings.store().flatMap(StoreSettings::redis).map(RedisLink::open));
    }

    Revocations revocations() {
        return redis.map(RedisLink::revocations).orElseGet(Revocations::none);
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
