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
 * Does once what a node does with its Redis all the time, to find out before it serves whether it may. It leaves nothing
 * behind: its key is gone at once, and its message names no session.
 */
public final class RedisSelfTest {
    private static final Pattern WORD = Pattern.compile("[A-Z]{2,20}");
    private static final Pattern SCRIPT =
            Pattern.compile("can't run this command|can't access at least one of the keys|ACL failure in script");
    /** A node of a Cluster has some of them and not the others. */
    private static final int KEYS = 20;

    private static final String COUNT = """
            redis.call('TIME')
            redis.call('GET', KEYS[1])
            redis.call('SET', KEYS[1], '0', 'PX', 1000)
            return redis.call('DEL', KEYS[1])
            """;

    /** By the first word of what Redis says. */
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

    /** What stands in the way. */
    public enum Kind {
        /** Nobody knows the host's name. */
        NAME,
        /** Nothing accepts the connection. */
        CONNECTION,
        /** What answers has no certificate that Java trusts for this name, or does not speak TLS. */
        TLS,
        /** The password or the user is refused, or there must be one, or none. */
        PASSWORD,
        /** There is no database of this number. */
        DATABASE,
        /** The user may not do it. */
        PERMISSION,
        /** It is a replica, or full, or cannot save. */
        NOT_WRITABLE,
        /** It is a node of a Cluster, which has some of the keys and not the others. */
        CLUSTER,
        /** It does not know the commands, as a Sentinel does not. */
        COMMAND,
        /** Something else; the word says what. */
        OTHER
    }

    /**
     * It does not work.
     *
     * @param word the first of Redis's answer, or the kind of a failure; nothing that was given
     */
    public record Trouble(Kind kind, String word) {}

    /** What stands in the way, if anything does; known within a few times {@code patience}. */
    public static Optional<Trouble> of(RedisAddress address, Duration patience) {
        RedisClient client = RedisClient.create(address.uri());
        client.setOptions(ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .autoReconnect(false)
                .timeoutOptions(TimeoutOptions.enabled(patience))
                .socketOptions(SocketOptions.builder().connectTimeout(patience).build())
                .build());
        try (var connection = client.connect();
                var subscription = client.connectPubSub()) {
            connection.setTimeout(patience);
            subscription.setTimeout(patience);
            subscription.sync().subscribe(RedisRevocations.CHANNEL);
            tryKeys(connection.sync());
            connection.sync().publish(RedisRevocations.CHANNEL, "");
            return Optional.empty();
        } catch (RedisException e) {
            return Optional.of(trouble(e));
        } finally {
            client.shutdown(Duration.ZERO, patience);
        }
    }

    /**
     * Counts in so many keys that a node of a Cluster does not have all of them.
     *
     * @throws RedisException when one of them is refused
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

    static Trouble refused(String said) {
        if (said.startsWith("ERR unknown command")) {
            return new Trouble(Kind.COMMAND, "unknown command");
        }
        // Before Redis 6 it had no word of its own for these.
        if (said.startsWith("ERR invalid password")
                || said.startsWith("ERR AUTH")
                || said.startsWith("ERR Client sent AUTH")) {
            return new Trouble(Kind.PASSWORD, "AUTH");
        }
        if (said.startsWith("ERR DB index") || said.startsWith("ERR invalid DB index")) {
            return new Trouble(Kind.DATABASE, "SELECT");
        }
        if (SCRIPT.matcher(said).find()) {
            return new Trouble(Kind.PERMISSION, "EVAL");
        }
        Kind kind = REFUSALS.entrySet().stream()
                // A script hands on what a command inside it was answered.
                .filter(refusal -> said.matches("(?s)(ERR .*)?\\b" + refusal.getKey() + " .*"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kind.OTHER);
        String first = said.split(" ", 2)[0];
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
