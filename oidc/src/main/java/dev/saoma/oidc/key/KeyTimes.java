package dev.saoma.oidc.key;

import java.time.Duration;
import java.time.Instant;

/**
 * The times of a key, by which every node decides on its own.
 *
 * @param publishAt since when the public key is in the JWK set
 * @param signFrom since when the key signs
 * @param retireAt when its successor begins to sign
 * @param dropAt when the public key leaves the JWK set, and what it signed is no more accepted
 */
record KeyTimes(Instant publishAt, Instant signFrom, Instant retireAt, Instant dropAt) {
    /** How long a key signs. */
    static final Duration SIGNING = Duration.ofDays(90);

    /** Longer than clients keep a JWK set without looking again. */
    static final Duration PUBLISHED_BEFORE = Duration.ofHours(24);

    /** The longest life of a token, and the time that clients keep a JWK set. */
    static final Duration PUBLISHED_AFTER = Duration.ofHours(1).plus(PUBLISHED_BEFORE);

    /** Returns the times of a key without a predecessor: it signs at once. */
    static KeyTimes atOnce(Instant now) {
        return signing(now, now);
    }

    /** Returns the times of the successor of a key: it is published now and signs a day later, or when that key retires. */
    static KeyTimes after(KeyTimes predecessor, Instant now) {
        Instant earliest = now.plus(PUBLISHED_BEFORE);
        return signing(now, predecessor.retireAt().isAfter(earliest) ? predecessor.retireAt() : earliest);
    }

    private static KeyTimes signing(Instant publishAt, Instant from) {
        Instant retireAt = from.plus(SIGNING);
        return new KeyTimes(publishAt, from, retireAt, retireAt.plus(PUBLISHED_AFTER));
    }

    /** Returns these times with the moment at which the successor begins to sign. */
    KeyTimes retiredAt(Instant successor) {
        return new KeyTimes(publishAt, signFrom, successor, successor.plus(PUBLISHED_AFTER));
    }

    /** Returns whether it is time to publish a successor. */
    boolean isSuccessorDue(Instant now) {
        return !now.isBefore(retireAt.minus(PUBLISHED_BEFORE));
    }
}
