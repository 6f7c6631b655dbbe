package dev.saoma.redis;

import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Revocations;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes hashes of ended sessions, separated by spaces, and passes received hashes to listeners. Other content of a
 * message is ignored.
 */
final class RedisRevocations implements Revocations {
    static final String CHANNEL = "saoma:ended";
    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocations.class);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int QUEUE = 10_000;

    private final Supplier<Optional<StatefulRedisConnection<String, String>>> connection;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<List<TokenHash>> received = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicBoolean missed = new AtomicBoolean();
    private final Thread dispatcher = DaemonThreads.named("saoma-redis-hearing").newThread(this::dispatch);

    RedisRevocations(Supplier<Optional<StatefulRedisConnection<String, String>>> connection) {
        this.connection = connection;
        dispatcher.start();
    }

    @Override
    public void publish(Collection<TokenHash> ended) {
        String message = ended.stream().map(TokenHash::value).collect(Collectors.joining(" "));
        connection.get().orElseThrow(NotConnectedException::new).sync().publish(CHANNEL, message);
    }

    @Override
    public void subscribe(Listener listener) {
        listeners.add(listener);
    }

    /** Receives messages on this connection. */
    void listen(StatefulRedisPubSubConnection<String, String> subscription) {
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                put(hashes(message));
            }

            @Override
            public void subscribed(String channel, long count) {
                // From now on no message is missed; earlier ones may have been.
                missed.set(true);
                put(List.of());
            }
        });
    }

    /** After the first subscription, a reconnected connection subscribes again by itself. */
    static void subscribe(StatefulRedisPubSubConnection<String, String> subscription) {
        subscription.sync().subscribe(CHANNEL);
    }

    private void put(List<TokenHash> ended) {
        // The connection's thread must not block, but a listener may read the database; so another thread calls
        // listeners.
        if (!received.offer(ended)) {
            missed.set(true);
        }
    }

    private void dispatch() {
        try {
            while (true) {
                List<TokenHash> ended = received.take();
                boolean all = missed.getAndSet(false);
                for (Listener listener : listeners) {
                    dispatch(listener, ended, all);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("closed");
        }
    }

    private static void dispatch(Listener listener, List<TokenHash> ended, boolean all) {
        try {
            if (all) {
                listener.missed();
            }
            if (!ended.isEmpty()) {
                listener.ended(ended);
            }
        } catch (RuntimeException e) {
            LOG.warn("news of sessions that ended were not taken", e);
        }
    }

    private static List<TokenHash> hashes(String message) {
        return Arrays.stream(message.split(" "))
                .filter(text -> HASH.matcher(text).matches())
                .map(TokenHash::new)
                .toList();
    }

    void close() {
        dispatcher.interrupt();
    }
}
