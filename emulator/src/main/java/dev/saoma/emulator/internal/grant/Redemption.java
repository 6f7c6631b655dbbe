package dev.saoma.emulator.internal.grant;

import java.time.Instant;

/** What came of presenting a code. Only {@link Granted} used it up. */
public sealed interface Redemption {

    /** The first and only success. */
    record Granted(Consent consent) implements Redemption {}

    /** It has succeeded before. */
    record Used(Instant usedAt) implements Redemption {}

    /** It was issued to another app; it stays usable there. */
    record Foreign(String issuedTo) implements Redemption {}

    /** Its life was over. */
    record Stale(Instant expiredAt) implements Redemption {}

    /** Never issued here, or so long ago that it is forgotten. */
    record Unknown() implements Redemption {}
}
