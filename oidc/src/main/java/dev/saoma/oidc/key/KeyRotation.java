package dev.saoma.oidc.key;

import com.nimbusds.jose.jwk.JWK;
import dev.saoma.database.SqlConnection;
import dev.saoma.store.sql.SqlStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, replaces and deletes the stored keys. Thread-safe. */
final class KeyRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final String LEASE = "oidc-keys";
    private static final Duration LEASE_TIME = Duration.ofMinutes(2);

    private final SqlStore store;
    private final KeyWrap wrap;
    private final Function<SigningAlgorithm, JWK> pairs;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();

    /** @param pairs makes key pairs */
    KeyRotation(SqlStore store, KeyWrap wrap, Function<SigningAlgorithm, JWK> pairs, Clock clock) {
        this.store = store;
        this.wrap = wrap;
        this.pairs = pairs;
        this.clock = clock;
    }

    /** Returns the stored keys. */
    List<KeyRow> read() {
        return store.database().read(sql -> new SigningKeyRows(sql).all());
    }

    /** Makes the keys that are missing or due, deletes those whose time is over, and returns all. */
    List<KeyRow> maintain() {
        List<KeyRow> rows = read();
        // A key of RSA takes too long to make inside a transaction, which may also run again.
        Map<SigningAlgorithm, JWK> made = make(algorithm -> due(rows, algorithm).isPresent());
        Instant now = clock.instant();
        if (made.isEmpty() && rows.stream().noneMatch(row -> row.isDropped(rows, now))) {
            return rows;
        }
        return store.database().write(sql -> maintain(sql, made));
    }

    private Map<SigningAlgorithm, JWK> make(Predicate<SigningAlgorithm> wanted) {
        Map<SigningAlgorithm, JWK> made = new EnumMap<>(SigningAlgorithm.class);
        Stream.of(SigningAlgorithm.values())
                .filter(wanted)
                .forEach(algorithm -> made.put(algorithm, pairs.apply(algorithm)));
        return made;
    }

    private List<KeyRow> maintain(SqlConnection sql, Map<SigningAlgorithm, JWK> made) {
        var stored = new SigningKeyRows(sql);
        List<KeyRow> rows = stored.all();
        // Nodes that find an empty table do not wait for each other: the unique generation decides which keys stay.
        if (!rows.isEmpty() && !store.rows(sql).leases().take(LEASE, node, LEASE_TIME)) {
            return rows;
        }
        made.forEach((algorithm, pair) ->
                due(rows, algorithm).ifPresent(times -> insert(stored, rows, wrap(rows, algorithm, pair, times))));
        Instant now = clock.instant();
        rows.stream().filter(row -> row.isDropped(rows, now)).forEach(row -> {
            LOG.info("the signing key {} is dropped", row);
            stored.delete(row);
        });
        return stored.all();
    }

    private KeyRow wrap(List<KeyRow> rows, SigningAlgorithm algorithm, JWK pair, KeyTimes times) {
        int last = KeyRow.newest(rows, algorithm).map(KeyRow::generation).orElse(0);
        return wrap.wrap(pair, algorithm, last + 1, times);
    }

    private static void insert(SigningKeyRows stored, List<KeyRow> rows, KeyRow successor) {
        Instant from = successor.times().signFrom();
        stored.insert(successor);
        KeyRow.newest(rows, successor.algorithm())
                .map(row -> row.withTimes(row.times().retiredAt(from)))
                .ifPresent(stored::retire);
        LOG.info("the signing key {} is made and signs from {} on", successor, from);
    }

    /** Returns the times of the key to make; empty when it is not time for one. */
    private Optional<KeyTimes> due(List<KeyRow> rows, SigningAlgorithm algorithm) {
        Instant now = clock.instant();
        Optional<KeyRow> newest = KeyRow.newest(rows, algorithm);
        return newest.isEmpty()
                ? Optional.of(KeyTimes.atOnce(now))
                : newest.map(KeyRow::times)
                        .filter(times -> times.isSuccessorDue(now))
                        .map(times -> KeyTimes.after(times, now));
    }

    /** Deletes all keys and makes others, which sign at once; returns them. */
    List<KeyRow> replaceAll() {
        Map<SigningAlgorithm, JWK> made = make(algorithm -> true);
        return store.database().write(sql -> {
            var stored = new SigningKeyRows(sql);
            List<KeyRow> former = stored.all();
            stored.deleteAll();
            KeyTimes times = KeyTimes.atOnce(clock.instant());
            made.forEach((algorithm, pair) -> stored.insert(wrap(former, algorithm, pair, times)));
            return stored.all();
        });
    }
}
