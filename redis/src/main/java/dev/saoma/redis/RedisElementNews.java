package dev.saoma.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Publishes that elements of the app have changed. The message is a word in the channel of ended sessions: nodes of earlier
 * releases ignore it, and a Redis user needs no permission for another channel.
 */
final class RedisElementNews {
    static final String MESSAGE = "elements";

    private final Supplier<Optional<StatefulRedisConnection<String, String>>> connection;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    RedisElementNews(Supplier<Optional<StatefulRedisConnection<String, String>>> connection) {
        this.connection = connection;
    }

    void publish() {
        connection.get().ifPresent(redis -> {
            var unused = redis.async().publish(RedisRevocations.CHANNEL, MESSAGE);
        });
    }

    void subscribe(Runnable listener) {
        listeners.add(listener);
    }

    /** Receives messages on this connection, on its own thread. */
    void listen(StatefulRedisPubSubConnection<String, String> subscription) {
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                if (message.equals(MESSAGE)) {
                    listeners.forEach(Runnable::run);
                }
            }

            @Override
            public void subscribed(String channel, long count) {
                // Messages may have been lost before.
                listeners.forEach(Runnable::run);
            }
        });
    }
}
