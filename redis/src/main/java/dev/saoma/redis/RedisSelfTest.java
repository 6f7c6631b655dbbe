package dev.saoma.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of a node once, to find out before the start whether Redis permits them. It leaves nothing behind:
 * its keys are deleted at once, and its message contains no session.
 */
public final class RedisSelfTest {
    private static final Pattern WORD = Pattern.compile("[A-Z]{2,20}");
    private static final Pattern SCRIPT =
            Pattern.compile("can't run this command|can't access at least one of the keys|ACL failure in script");
    /** Enough keys that a Cluster node lacks some of them. */
    private static final int KEYS = 20;

    private static final String COUNT = """
            redis.call('TIME')
            redis.call('GET', KEYS[1])
            redis.call('SET', KEYS[1], '0', 'PX', 1000)
            return redis.call('DEL', KEYS[1])
            """;

    /** By the first word of Redis's error. */
    private static final Map<String, Kind> REFUSALS = Map.of(
            "NOAUTH", Kind.PASSWORD,
            "WRONGPASS", Kind.PASSWORD,
            "NOPERM", Kind.PERMISSION,
            "READONLY", Kind.NOT_WRITABLE,
            "OOM", Kind.NOT_WRITABLE,
            "MISCONF", Kind.NOT_WRITABLE,
            "MOVED", Kind.CLUSTER,
            "ASK", Kind.CLUSTER,
            "CLUSTERDOWN", Kind.CLUSTER);

    private RedisSelfTest() {}

    /** The kind of failure. */
    public enum Kind {
        /** The host's name cannot be resolved. */
        NAME,
        /** No server accepts the connection. */
        CONNECTION,
        /** The server has no certificate that Java trusts for this name, or does not speak TLS. */
        TLS,
        /** The user or the password is refused, missing, or not expected. */
        PASSWORD,
        /** There is no database with this number. */
        DATABASE,
        /** The user lacks a permission. */
        PERMISSION,
        /** The server is a replica, is full, or cannot save. */
        NOT_WRITABLE,
        /** The server is a node of a Cluster, with only some of the keys. */
        CLUSTER,
        /** The server does not know the commands, as a Sentinel. */
        COMMAND,
        /** Another failure, named by the word. */
        OTHER
    }

    /**
     * A failure of the test.
     *
     * @param word the first word of Redis's error, or the kind of an exception; no part of the input
     */
    public record Trouble(Kind kind, String word) {}

    /** Returns the failure, if any, within a few times {@code timeout}. */
    public static Optional<Trouble> of(RedisAddress address, Duration timeout) {
        RedisClient client = RedisClient.create(address.uri());
        client.setOptions(ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .autoReconnect(false)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
                .build());
        try (var connection = client.connect();
                var subscription = client.connectPubSub()) {
            connection.setTimeout(timeout);
            subscription.setTimeout(timeout);
            subscription.sync().subscribe(RedisRevocations.CHANNEL);
            tryKeys(connection.sync());
            connection.sync().publish(RedisRevocations.CHANNEL, "");
            return Optional.empty();
        } catch (RedisException e) {
            return Optional.of(trouble(e));
        } finally {
            client.shutdown(Duration.ZERO, timeout);
        }
    }

    /**
     * Counts in enough keys that a Cluster node lacks some of them.
     *
     * @throws RedisException when Redis rejects one of them
     */
    static void tryKeys(RedisCommands<String, String> redis) {
        for (int i = 0; i < KEYS; i++) {
            redis.eval(COUNT, ScriptOutputType.INTEGER, RedisCounters.PREFIX + "doctor" + i);
        }
    }

    private static Trouble trouble(RedisException failure) {
        @Nullable String refusal = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return new Trouble(Kind.NAME, word(cause));
            }
            if (cause instanceof SSLException) {
                return new Trouble(Kind.TLS, word(cause));
            }
            if (cause instanceof RedisCommandExecutionException) {
                refusal = String.valueOf(cause.getMessage());
            }
        }
        return refusal == null ? new Trouble(Kind.CONNECTION, word(root(failure))) : refused(refusal);
    }

    static Trouble refused(String error) {
        if (error.startsWith("ERR unknown command")) {
            return new Trouble(Kind.COMMAND, "unknown command");
        }
        // Before Redis 6 these errors had no own first word.
        if (error.startsWith("ERR invalid password")
                || error.startsWith("ERR AUTH")
                || error.startsWith("ERR Client sent AUTH")) {
            return new Trouble(Kind.PASSWORD, "AUTH");
        }
        if (error.startsWith("ERR DB index") || error.startsWith("ERR invalid DB index")) {
            return new Trouble(Kind.DATABASE, "SELECT");
        }
        if (SCRIPT.matcher(error).find()) {
            return new Trouble(Kind.PERMISSION, "EVAL");
        }
        Kind kind = REFUSALS.entrySet().stream()
                // A script's error contains the error of the command inside it.
                .filter(refusal -> error.matches("(?s)(ERR .*)?\\b" + refusal.getKey() + " .*"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kind.OTHER);
        String first = error.split(" ", 2)[0];
        return new Trouble(kind, WORD.matcher(first).matches() ? first : "error");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String word(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
