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

/** Publishes hashes with spaces between them, and hands on what others publish. Whatever else arrives is no message. */
final class RedisRevocations implements Revocations {
    static final String CHANNEL = "saoma:ended";
    private static final Logger LOG = LoggerFactory.getLogger(RedisRevocations.class);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int WAITING = 10_000;

    private final Supplier<Optional<StatefulRedisConnection<String, String>>> connection;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<List<TokenHash>> arrived = new LinkedBlockingQueue<>(WAITING);
    private final AtomicBoolean missed = new AtomicBoolean();
    private final Thread hearing = DaemonThreads.named("saoma-redis-hearing").newThread(this::handOn);

    RedisRevocations(Supplier<Optional<StatefulRedisConnection<String, String>>> connection) {
        this.connection = connection;
        hearing.start();
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

    /** Hears what arrives on this connection. */
    void listen(StatefulRedisPubSubConnection<String, String> subscription) {
        subscription.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                put(hashes(message));
            }

            @Override
            public void subscribed(String channel, long count) {
                // From here on nothing is missed; before, anything may have been.
                missed.set(true);
                put(List.of());
            }
        });
    }

    /** From then on, a connection that was lost subscribes again by itself. */
    static void subscribe(StatefulRedisPubSubConnection<String, String> subscription) {
        subscription.sync().subscribe(CHANNEL);
    }

    private void put(List<TokenHash> ended) {
        // The connection's own thread must not wait for a look at the database, which listeners may do.
        if (!arrived.offer(ended)) {
            missed.set(true);
        }
    }

    private void handOn() {
        try {
            while (true) {
                List<TokenHash> ended = arrived.take();
                boolean all = missed.getAndSet(false);
                for (Listener listener : listeners) {
                    handOn(listener, ended, all);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("closed");
        }
    }

    private static void handOn(Listener listener, List<TokenHash> ended, boolean all) {
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
        hearing.interrupt();
    }
}
