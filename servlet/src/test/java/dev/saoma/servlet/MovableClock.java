package dev.saoma.servlet;

import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes when it is told to; measures what has passed too. */
final class MovableClock extends Clock implements Ticker {
    private final AtomicLong nanos = new AtomicLong(-1_000_000_000L);
    private volatile Instant now = Instant.parse("2026-11-22T08:00:00Z");

    /** So much time passes. */
    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
        setBy(by);
    }

    /** Somebody sets the clock forward, or back by a negative duration; no time passes. */
    void setBy(Duration by) {
        now = now.plus(by);
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return now;
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
