package dev.saoma.oidc.key;

import dev.saoma.database.Database;
import dev.saoma.error.ConfigException;
import dev.saoma.secret.SealKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be said about the stored keys.
 *
 * @param stored the number of keys
 * @param unreadable how many of them the key does not open
 * @param nextRotation when another key begins to sign; empty without keys
 */
public record KeyExamination(int stored, int unreadable, Optional<Instant> nextRotation) {

    /**
     * Examines the keys of a database with the tables of {@link dev.saoma.oidc.OidcSchema}, and changes nothing.
     *
     * @param key as for {@link SigningKeys#open}
     * @throws ConfigException when the key cannot encrypt
     */
    public static KeyExamination of(Database database, SealKey key, Instant now) {
        List<KeyRow> rows = database.read(sql -> new SigningKeyRows(sql).all());
        int unreadable = KeySet.EMPTY.next(rows, new KeyWrap(key), now).unreadable();
        Optional<Instant> next = Stream.of(SigningAlgorithm.values())
                .flatMap(algorithm -> KeyRow.signing(rows, algorithm, now).stream())
                .map(row -> row.times().retireAt())
                .min(Instant::compareTo);
        return new KeyExamination(rows.size(), unreadable, next);
    }
}
