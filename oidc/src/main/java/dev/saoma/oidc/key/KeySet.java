package dev.saoma.oidc.key;

import com.nimbusds.jose.jwk.JWK;
import dev.saoma.error.ConfigException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of one reading of the table. Immutable. */
final class KeySet {
    static final KeySet EMPTY = new KeySet(List.of(), Map.of(), 0, PublishedKeys.of(List.of()));

    private final List<KeyRow> rows;
    private final Map<String, SigningKey> keys;
    private final int unreadable;
    private final PublishedKeys published;

    private KeySet(List<KeyRow> rows, Map<String, SigningKey> keys, int unreadable, PublishedKeys published) {
        this.rows = rows;
        this.keys = keys;
        this.unreadable = unreadable;
        this.published = published;
    }

    /** Returns the keys of these rows, of which only new ones are decrypted. */
    KeySet next(List<KeyRow> stored, KeyWrap wrap, Instant now) {
        var rowsRead = new ArrayList<KeyRow>();
        var keysRead = new HashMap<String, SigningKey>();
        for (KeyRow row : stored) {
            Optional<SigningKey> key = Optional.ofNullable(keys.get(row.kid()))
                    .map(known -> known.withRow(row))
                    .or(() -> wrap.unwrap(row));
            key.ifPresent(one -> {
                rowsRead.add(row);
                keysRead.put(row.kid(), one);
            });
        }
        List<JWK> publicKeys = rowsRead.stream()
                .filter(row -> !row.isDropped(rowsRead, now))
                .map(row -> keysRead.get(row.kid()))
                .map(SigningKey::publicJwk)
                .toList();
        return new KeySet(
                List.copyOf(rowsRead),
                Map.copyOf(keysRead),
                stored.size() - rowsRead.size(),
                PublishedKeys.of(publicKeys));
    }

    /** Returns the number of rows that this node cannot decrypt. */
    int unreadable() {
        return unreadable;
    }

    PublishedKeys published() {
        return published;
    }

    /**
     * Returns the key that signs.
     *
     * @throws ConfigException when this node can decrypt no key of this algorithm
     */
    SigningKey signing(SigningAlgorithm algorithm, Instant now) {
        return KeyRow.signing(rows, algorithm, now)
                .flatMap(row -> Optional.ofNullable(keys.get(row.kid())))
                .orElseThrow(KeyWrap::refused);
    }

    /** Returns the key of that name, unless it is dropped. */
    Optional<SigningKey> find(String kid, Instant now) {
        return Optional.ofNullable(keys.get(kid)).filter(key -> !key.row().isDropped(rows, now));
    }
}
