package dev.saoma.wechat;

import java.time.Duration;

/** The moment by which all calls of a login must end. Uses the monotonic clock, which cannot be set. */
record Deadline(long nanos) {
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean isOver() {
        return left().isZero();
    }
}
