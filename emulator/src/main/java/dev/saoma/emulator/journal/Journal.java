package dev.saoma.emulator.journal;

import dev.saoma.emulator.internal.http.Answer;
import dev.saoma.emulator.internal.http.Call;
import dev.saoma.emulator.internal.http.Endpoint;
import dev.saoma.emulator.internal.http.Explanation;
import dev.saoma.emulator.internal.http.Reply;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The last 1,000 requests. Polls without a change (408) are left out: an open page would displace all other entries.
 * Thread-safe.
 */
public final class Journal {

    private static final int MAX = 1_000;
    private static final int MAX_VALUE = 500;

    /** The summary of a poll without a change. */
    public static final String NO_NEWS = "wx_errcode 408";

    private final Clock clock;
    private final Deque<Entry> newestFirst = new ArrayDeque<>();
    private long last;

    public Journal(Clock clock) {
        this.clock = clock;
    }

    /** Returns an endpoint that records its calls. */
    public Endpoint around(Endpoint endpoint) {
        return call -> {
            Instant at = clock.instant();
            return endpoint.handle(call).thenApply(reply -> {
                record(at, call, reply);
                return reply;
            });
        };
    }

    /** Returns the entries, newest first. */
    public List<Entry> list(int limit) {
        synchronized (newestFirst) {
            return newestFirst.stream().limit(limit).toList();
        }
    }

    public void clear() {
        synchronized (newestFirst) {
            newestFirst.clear();
        }
    }

    private void record(Instant at, Call call, Reply reply) {
        if (reply instanceof Answer answer && answer.summary().endsWith(NO_NEWS)) {
            return;
        }
        Map<String, String> query = masked(call.parameters().asMap());
        synchronized (newestFirst) {
            if (newestFirst.size() >= MAX) {
                newestFirst.removeLast();
            }
            last++;
            newestFirst.addFirst(
                    new Entry(last, at, call.method(), call.path(), query, summary(reply), explanation(reply)));
        }
    }

    private static Map<String, String> masked(Map<String, String> parameters) {
        Map<String, String> masked = new LinkedHashMap<>();
        parameters.forEach((name, value) -> masked.put(cut(name), isSecret(name) ? mask(value) : cut(value)));
        return Collections.unmodifiableMap(masked);
    }

    // By parts of the name, since a misspelt parameter (appsecret, accessToken) holds the same secret.
    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("code") || lower.contains("secret") || lower.contains("token");
    }

    /** Returns the masked form of a secret: its length only. */
    public static String mask(String secret) {
        return secret.isEmpty() ? "" : "*** (" + secret.length() + " characters)";
    }

    private static String cut(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }

    private static String summary(Reply reply) {
        return reply instanceof Answer answer
                ? answer.summary()
                : "fault " + reply.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Optional<Explanation> explanation(Reply reply) {
        return reply instanceof Answer answer ? answer.explanation() : Optional.empty();
    }
}
