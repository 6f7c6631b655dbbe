package dev.saoma.oidc.key;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A stored key.
 *
 * @param kid the thumbprint of the public key
 * @param generation counts the keys of an algorithm
 * @param publicJwk for people who look at the table; nodes derive it from the private key
 * @param wrapped the private key, encrypted
 */
record KeyRow(
        String kid, SigningAlgorithm algorithm, int generation, KeyTimes times, String publicJwk, String wrapped) {

    KeyRow withTimes(KeyTimes changed) {
        return new KeyRow(kid, algorithm, generation, changed, publicJwk, wrapped);
    }

    /** Returns the key with the greatest generation. */
    static Optional<KeyRow> newest(List<KeyRow> rows, SigningAlgorithm algorithm) {
        return rows.stream()
                .filter(row -> row.algorithm() == algorithm)
                .max(Comparator.comparingInt(KeyRow::generation));
    }

    /**
     * Returns the key that signs. Without a successor a key signs also after its time; a first key that another node has made
     * by a clock that is ahead signs before its time.
     */
    static Optional<KeyRow> signing(List<KeyRow> rows, SigningAlgorithm algorithm, Instant now) {
        List<KeyRow> all = rows.stream()
                .filter(row -> row.algorithm() == algorithm)
                .sorted(Comparator.comparingInt(KeyRow::generation))
                .toList();
        return all.stream()
                .filter(row -> !now.isBefore(row.times().signFrom()))
                .reduce((older, newer) -> newer)
                .or(() -> all.stream().findFirst());
    }

    /** Returns whether the key may be forgotten: its time is over, and another one signs. */
    boolean isDropped(List<KeyRow> rows, Instant now) {
        return !now.isBefore(times.dropAt())
                && signing(rows, algorithm, now).filter(this::equals).isEmpty();
    }

    /** Leaves out the key itself. */
    @Override
    public String toString() {
        return algorithm + " " + kid;
    }
}
