package dev.saoma.server;

import dev.saoma.redis.RedisLink;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.servlet.WebSettings;
import dev.saoma.session.Revocations;
import java.util.Optional;

/** What this node has in common with others beside the database: a Redis, or nothing. */
record Nodes(Optional<RedisLink> redis) implements AutoCloseable {

    /** Waits for no Redis: one that is down is a warning in the log. */
    static Nodes of(ServerSettings settings) {
        return new Nodes(settings.store().flatMap(StoreSettings::redis).map(RedisLink::open));
    }

    Revocations revocations() {
        return redis.map(RedisLink::revocations).orElseGet(Revocations::none);
    }

    /** The same settings, with requests counted together. */
    WebSettings counting(WebSettings web) {
        return web.withClients(
                web.clients().sharing(redis.map(RedisLink::counters).orElseGet(SharedCounters::none)));
    }

    @Override
    public void close() {
        redis.ifPresent(RedisLink::close);
    }
}
