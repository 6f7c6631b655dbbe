package dev.saoma;

import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time by which rows are judged expired, since deleted rows cannot be restored. Normally the clock's time. When the
 * clock is ahead of the time measured by the ticker, the measured time is used for one day, in which an operator can
 * correct the clock. Not thread-safe.
 */
final class SweepHorizon {
    static final Duration HOLD = Duration.ofDays(1);
    /** The longest time without a login before which the clock at the start is trusted. */
    static final Duration LONGEST_PAUSE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(SweepHorizon.class);
    // Tolerates a clock that is slewed, and one that is set right after a start.
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private final Clock clock;
    private final Ticker ticker;
    private Instant seen;
    private long seenAt;
    private boolean ahead;
    private long aheadSince;

    SweepHorizon(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.seen = clock.instant();
        this.seenAt = ticker.nanos();
    }

    /**
     * Limits the first time to 30 days after the newest audit row, since the clock may be wrong already at the start.
     */
    void startedAfter(Instant newest) {
        Instant latest = newest.plus(LONGEST_PAUSE);
        if (latest.isBefore(seen)) {
            seen = latest;
        }
    }

    /** Returns the current time, or the latest time that is trusted. */
    Instant now() {
        long tick = ticker.nanos();
        Instant wall = clock.instant();
        Instant expected = seen.plusNanos(Math.max(0, tick - seenAt));
        boolean trusted = !wall.isAfter(expected.plus(TOLERANCE));
        if (!trusted && !ahead) {
            ahead = true;
            aheadSince = tick;
            LOG.warn(
                    "the clock says {}, which is {} ahead of what has been seen here; expired rows and the audit trail are swept"
                            + " as of {} for a day, then by the clock. If the clock is wrong, set it right before that",
                    wall,
                    words(Duration.between(expected, wall)),
                    expected);
        } else if (!trusted && tick - aheadSince >= HOLD.toNanos()) {
            trusted = true;
            LOG.info("the clock has stayed ahead for a day; expired rows are swept by it from now on");
        }
        if (trusted) {
            ahead = false;
        }
        seen = trusted ? wall : expected;
        seenAt = tick;
        return seen;
    }

    private static String words(Duration ahead) {
        return ahead.toDays() > 1 ? ahead.toDays() + " days" : ahead.toMinutes() + " minutes";
    }
}
