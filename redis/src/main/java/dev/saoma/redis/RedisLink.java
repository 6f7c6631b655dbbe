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
 * One node's connections to a Redis that several nodes share. Opening returns at once and never fails: while Redis is
 * down, a connection is tried every second, each node counts for itself and learns of ended sessions from the database.
 * Thread-safe.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int IN_FLIGHT = 1_000;

    private final RedisAddress address;
    private final Duration timeout;
    private final ClientResources resources;
    private final RedisClient client;
    private final ScheduledExecutorService connector;
    private final RedisRevocations revocations;
    private final RedisElementNews elementNews;
    private final RedisCounters counters;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> subscription;
    private volatile boolean warned;

    private RedisLink(RedisAddress address, Duration timeout) {
        this.address = address;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(
                        Delay.equalJitter(Duration.ofMillis(50), Duration.ofSeconds(2), 50, TimeUnit.MILLISECONDS))
                .build();
        this.client = RedisClient.create(resources, address.uri());
        client.setOptions(options(timeout));
        this.timeout = timeout;
        this.revocations = new RedisRevocations(this::connection);
        this.elementNews = new RedisElementNews(this::connection);
        this.counters = new RedisCounters(this::connection);
        this.connector = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("saoma-redis"));
    }

    /** Starts to connect. */
    public static RedisLink open(RedisAddress address) {
        return open(address, TIMEOUT);
    }

    /** @param timeout for a connection and for a response */
    static RedisLink open(RedisAddress address, Duration timeout) {
        var link = new RedisLink(address, timeout);
        link.connector.execute(link::connect);
        return link;
    }

    private static ClientOptions options(Duration timeout) {
        return ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                // While disconnected, commands fail at once, since a later result is useless; the limit keeps a hanging
                // server from collecting requests.
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(IN_FLIGHT)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
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
                made.setTimeout(timeout);
                requireAllKeys(made);
                connection = made;
            }
            if (subscription == null) {
                StatefulRedisPubSubConnection<String, String> made = client.connectPubSub();
                made.setTimeout(timeout);
                revocations.listen(made);
                elementNews.listen(made);
                subscription = made;
            }
            RedisRevocations.subscribe(subscription);
            LOG.info("connected to Redis at {}", address);
        } catch (RuntimeException | LinkageError e) {
            if (!warned) {
                warned = true;
                // Logs the kind alone: a server's message may hold anything.
                LOG.warn(
                        "no connection to Redis at {}, tried again every second; until then each node counts for itself ({})",
                        address,
                        kind(e));
            }
            if (!connector.isShutdown()) {
                var unused = connector.schedule(this::connect, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** A Cluster node would count some addresses and reject the others forever. */
    private static void requireAllKeys(StatefulRedisConnection<String, String> made) {
        try {
            RedisSelfTest.tryKeys(made.sync());
        } catch (RedisCommandExecutionException e) {
            if (RedisSelfTest.refused(String.valueOf(e.getMessage())).kind() == RedisSelfTest.Kind.CLUSTER) {
                made.close();
                throw new ClusterNodeException();
            }
            // Other errors may be gone by the time that an address is counted.
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

    /** Returns the notifications of ended sessions between nodes, on the channel {@code saoma:ended}. */
    public Revocations revocations() {
        return revocations;
    }

    /**
     * Notifies the other nodes that elements of the app have changed. Returns at once. A message that is lost is no failure, as each
     * node also looks for changes by itself.
     */
    public void publishElementChange() {
        elementNews.publish();
    }

    /**
     * Calls a listener when elements of the app have changed on any node, also this one, and when messages may have been lost. It must
     * return at once.
     */
    public void onElementChange(Runnable listener) {
        elementNews.subscribe(listener);
    }

    /** Returns the counters in keys {@code saoma:rate:…}, by this Redis's clock. */
    public SharedCounters counters() {
        return counters;
    }

    /** Returns whether the connection is open, as far as known. */
    public boolean connected() {
        return connection().isPresent();
    }

    Optional<StatefulRedisConnection<String, String>> connection() {
        return Optional.ofNullable(connection).filter(StatefulRedisConnection::isOpen);
    }

    @Override
    public void close() {
        connector.shutdownNow();
        try {
            revocations.close();
            // Closed first: a client that is shut down with open connections logs errors from its own threads.
            Optional.ofNullable(subscription).ifPresent(StatefulRedisPubSubConnection::close);
            Optional.ofNullable(connection).ifPresent(StatefulRedisConnection::close);
            client.shutdown(Duration.ZERO, TIMEOUT);
        } finally {
            var unused = resources.shutdown(0, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
