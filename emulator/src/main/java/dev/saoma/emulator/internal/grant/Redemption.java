package dev.saoma.emulator.internal.grant;

import java.time.Instant;

/** The result of presenting a code. Only {@link Granted} uses it up. */
public sealed interface Redemption {

    /** The first and only success. */
    record Granted(Consent consent) implements Redemption {}

    /** The code was used before. */
    record Used(Instant usedAt) implements Redemption {}

    /** The code was issued to another app, where it stays valid. */
    record Foreign(String issuedTo) implements Redemption {}

    /** The code had expired. */
    record Stale(Instant expiredAt) implements Redemption {}

    /** The code was never issued here, or so long ago that it is deleted. */
    record Unknown() implements Redemption {}
}
