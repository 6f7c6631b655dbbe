package dev.saoma.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves. {@link #nanos} measures elapsed time and, unlike {@link #instant}, is not affected by a set. */
public final class MovableClock extends Clock {
    private final AtomicLong nanos;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));

    /** Creates a clock whose nanoseconds overflow within a second, as those of a process may. */
    public MovableClock() {
        this(Long.MAX_VALUE - 1_000_000_000L);
    }

    /** Creates a clock whose nanoseconds start with this number. */
    public MovableClock(long nanos) {
        this.nanos = new AtomicLong(nanos);
    }

    /** Lets this time elapse. */
    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        setBy(duration);
    }

    /** Sets the clock forward, or back by a negative duration; no time elapses. */
    public void setBy(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }

    /** Returns the counterpart of {@link System#nanoTime}. */
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
