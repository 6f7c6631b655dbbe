package dev.saoma.emulator.internal.platform;

import dev.saoma.emulator.internal.grant.Consent;
import java.time.Duration;
import java.util.EnumMap;

/** How long codes and tokens are valid, and how long a poll is held. Immutable. */
public final class Lifetimes {
    private static final Duration MAX_HOLD = Duration.ofMinutes(10);
    private static final Duration MAX = Duration.ofDays(3650);

    /** A lifetime that can be set, with WeChat's own value. */
    public enum Kind {
        /** How long a poll without a change is held, in real time; 0 to 10 minutes. */
        HOLD("hold of the long poll", Duration.ofSeconds(25)),
        QR_CODE("QR code", Duration.ofMinutes(5)),
        /** Of a code of the QR login. */
        CODE("code", Duration.ofMinutes(10)),
        IN_WECHAT_CODE("code of the flow inside WeChat", Duration.ofMinutes(5)),
        ACCESS_TOKEN("access token", Duration.ofHours(2)),
        REFRESH_TOKEN("refresh token", Duration.ofDays(30));

        private final String label;
        private final Duration byDefault;

        Kind(String label, Duration byDefault) {
            this.label = label;
            this.byDefault = byDefault;
        }
    }

    /** WeChat's own lifetimes. */
    public static final Lifetimes WECHAT = new Lifetimes(new EnumMap<>(Kind.class));

    /** The lifetimes that differ from WeChat's. */
    private final EnumMap<Kind, Duration> changed;

    private Lifetimes(EnumMap<Kind, Duration> changed) {
        this.changed = changed;
    }

    /**
     * Returns these lifetimes with another value.
     *
     * @throws IllegalArgumentException when the value is out of range
     */
    public Lifetimes with(Kind kind, Duration life) {
        if (kind == Kind.HOLD && (life.isNegative() || life.compareTo(MAX_HOLD) > 0)) {
            throw new IllegalArgumentException("the " + kind.label + " must be from 0 to 10 minutes.");
        }
        if (kind != Kind.HOLD && (life.isNegative() || life.isZero() || life.compareTo(MAX) > 0)) {
            throw new IllegalArgumentException(
                    "the life of a " + kind.label + " must be more than 0, at most ten years.");
        }
        var all = new EnumMap<>(changed);
        all.put(kind, life);
        return new Lifetimes(all);
    }

    public Duration of(Kind kind) {
        return changed.getOrDefault(kind, kind.byDefault);
    }

    /** Returns the lifetime of a code for this consent. */
    public Duration ofCode(Consent consent) {
        return of(consent.inWechat() ? Kind.IN_WECHAT_CODE : Kind.CODE);
    }
}
