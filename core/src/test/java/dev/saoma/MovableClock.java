package dev.saoma;

import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until it is told to move; measures what has passed too. */
public final class MovableClock extends Clock implements Ticker {
    // As in a process that has run for long, where the number wraps round.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));

    /** So much time passes. */
    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
        setBy(duration);
    }

    /** Somebody sets the clock forward, or back by a negative duration; no time passes. */
    public void setBy(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return now.get();
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
