package dev.saoma.redis;

import dev.saoma.internal.thread.DaemonThreads;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.session.Revocations;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's connections to a Redis that several nodes share. Opening it waits for nothing and never fails: a Redis that is
 * down is tried again every second, and until then each node counts and finds out for itself. Thread-safe.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int IN_FLIGHT = 1_000;

    private final RedisAddress address;
    private final Duration patience;
    private final ClientResources resources;
    private final RedisClient client;
    private final ScheduledExecutorService connecting;
    private final RedisRevocations revocations;
    private final RedisCounters counters;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> subscription;
    private volatile boolean warned;

    private RedisLink(RedisAddress address, Duration patience) {
        this.address = address;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        Delay.equalJitter(Duration.ofMillis(50), Duration.ofSeconds(2), 50, TimeUnit.MILLISECONDS))
                .build();
        this.client = RedisClient.create(resources, address.uri());
        client.setOptions(options(patience));
        this.patience = patience;
        this.revocations = new RedisRevocations(this::connection);
        this.counters = new RedisCounters(this::connection);
        this.connecting = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-redis"));
    }

    /** Begins to connect. */
    public static RedisLink open(RedisAddress address) {
        return open(address, PATIENCE);
    }

    /** @param patience how long an answer may take */
    static RedisLink open(RedisAddress address, Duration patience) {
        var link = new RedisLink(address, patience);
        link.connecting.execute(link::connect);
        return link;
    }

    private static ClientOptions options(Duration patience) {
        return ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                // What cannot be asked now is not worth asking later; and what hangs must not pile up.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(IN_FLIGHT)
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(patience)
                        .keepAlive(KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(5))
                                .interval(Duration.ofSeconds(5))
                                .count(3)
                                .build())
                        .build())
                .build();
    }

    private void connect() {
        try {
            if (connection == null) {
                StatefulRedisConnection<String, String> made = client.connect();
                made.setTimeout(patience);
                requireEveryKey(made);
                connection = made;
            }
            if (subscription == null) {
                StatefulRedisPubSubConnection<String, String> made = client.connectPubSub();
                made.setTimeout(patience);
                revocations.listen(made);
                subscription = made;
            }
            RedisRevocations.subscribe(subscription);
            LOG.info("connected to Redis at {}", address);
        } catch (RuntimeException | LinkageError e) {
            if (!warned) {
                warned = true;
                // Its kind alone: what a server says may hold anything.
                LOG.warn(
                        "no connection to Redis at {}, tried again every second; until then each node counts for itself ({})",
                        address,
                        kind(e));
            }
            if (!connecting.isShutdown()) {
                var unused = connecting.schedule(this::connect, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** A node of a Cluster would count some addresses and refuse the others, without end. */
    private static void requireEveryKey(StatefulRedisConnection<String, String> made) {
        try {
            RedisSelfTest.tryKeys(made.sync());
        } catch (RedisCommandExecutionException e) {
            if (RedisSelfTest.refused(String.valueOf(e.getMessage())).kind() == RedisSelfTest.Kind.CLUSTER) {
                made.close();
                throw new ClusterNodeException();
            }
            // Whatever else it refuses may be over when somebody is counted.
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static String kind(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    /** Tells the other nodes on this Redis of sessions that end, on the channel {@code saoma:ended}. */
    public Revocations revocations() {
        return revocations;
    }

    /** Counts in keys {@code saoma:rate:…}, by this Redis's clock. */
    public SharedCounters counters() {
        return counters;
    }

    /** Whether it is connected now, as far as is known. */
    public boolean connected() {
        return connection().isPresent();
    }

    Optional<StatefulRedisConnection<String, String>> connection() {
        return Optional.ofNullable(connection).filter(StatefulRedisConnection::isOpen);
    }

    @Override
    public void close() {
        connecting.shutdownNow();
        try {
            revocations.close();
            // Each by itself first: a client that goes with open connections complains of its own threads.
            Optional.ofNullable(subscription).ifPresent(StatefulRedisPubSubConnection::close);
            Optional.ofNullable(connection).ifPresent(StatefulRedisConnection::close);
            client.shutdown(Duration.ZERO, PATIENCE);
        } finally {
            var unused = resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
