package dev.saoma.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test moves it. {@link #nanos} measures what has passed, also where a clock that is set does not. */
public final class MovableClock extends Clock {
    private final AtomicLong nanos;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));

    /** Whose nanoseconds wrap round within a second, as they may in a process. */
    public MovableClock() {
        this(Long.MAX_VALUE - 1_000_000_000L);
    }

    /** Whose nanoseconds begin with this number. */
    public MovableClock(long nanos) {
        this.nanos = new AtomicLong(nanos);
    }

    /** So much time passes. */
    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        setBy(duration);
    }

    /** Somebody sets the clock forward, or back by a negative duration; no time passes. */
    public void setBy(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }

    /** As {@link System#nanoTime} counts. */
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
