package dev.saoma.emulator.internal.clock;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock with a movable offset from another clock; it runs at the speed of that clock. Thread-safe. */
public final class MovableClock extends Clock {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private final Clock base;
    private final AtomicReference<Duration> shift;

    public MovableClock(Clock base) {
        this(base, new AtomicReference<>(Duration.ZERO));
    }

    private MovableClock(Clock base, AtomicReference<Duration> shift) {
        this.base = base;
        this.shift = shift;
    }

    /**
     * Moves by a duration, back when it is negative.
     *
     * @throws IllegalArgumentException when that leads out of the years 2000 to 2099
     */
    public void advance(Duration by) {
        shift.updateAndGet(present -> checked(present, by));
    }

    /**
     * Moves to a time.
     *
     * @throws IllegalArgumentException when that is not in the years 2000 to 2099
     */
    public void set(Instant to) {
        if (to.isBefore(FIRST) || !to.isBefore(LAST)) {
            throw new IllegalArgumentException("the clock stays within the years 2000 to 2099.");
        }
        shift.set(Duration.between(base.instant(), to));
    }

    /** Returns the offset from the other clock; negative when behind. */
    public Duration offset() {
        return Objects.requireNonNull(shift.get());
    }

    /**
     * Sets the offset from the other clock.
     *
     * @throws IllegalArgumentException when that leads out of the years 2000 to 2099
     */
    public void offset(Duration ahead) {
        shift.set(checked(Duration.ZERO, ahead));
    }

    /** Returns to the other clock's time. */
    public void reset() {
        shift.set(Duration.ZERO);
    }

    private Duration checked(Duration present, Duration by) {
        try {
            Duration sum = present.plus(by);
            Instant to = base.instant().plus(sum);
            if (to.isBefore(FIRST) || !to.isBefore(LAST)) {
                throw new IllegalArgumentException("the clock stays within the years 2000 to 2099.");
            }
            return sum;
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("the clock stays within the years 2000 to 2099.", e);
        }
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MovableClock(base.withZone(zone), shift);
    }
}
