package dev.saoma;

import dev.saoma.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moment by which sweeping judges what has expired: the clock's, unless that has run ahead of the time that has passed.
 * Then it is as late as the time that has passed allows, for a day, in which an operator can set the clock right; what is
 * swept is gone for good. Not thread-safe.
 */
final class SweepHorizon {
    static final Duration HELD = Duration.ofDays(1);
    /** How long nobody may have signed in for a start to be believed. */
    static final Duration QUIET = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(SweepHorizon.class);
    // Enough for a clock that is steered, and for one that is set right after a start.
    private static final Duration TOLERATED = Duration.ofMinutes(2);

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

    /** A clock may have been wrong before the start too: rows tell what time it was when they were written. */
    void startedAfter(Instant newest) {
        Instant latest = newest.plus(QUIET);
        if (latest.isBefore(seen)) {
            seen = latest;
        }
    }

    /** The latest moment that is believed now. */
    Instant now() {
        long tick = ticker.nanos();
        Instant wall = clock.instant();
        Instant expected = seen.plusNanos(Math.max(0, tick - seenAt));
        boolean believed = !wall.isAfter(expected.plus(TOLERATED));
        if (!believed && !ahead) {
            ahead = true;
            aheadSince = tick;
            LOG.warn(
                    "the clock says {}, which is {} ahead of what has been seen here; expired rows and the audit trail are swept"
                            + " as of {} for a day, then by the clock. If the clock is wrong, set it right before that",
                    wall,
                    words(Duration.between(expected, wall)),
                    expected);
        } else if (!believed && tick - aheadSince >= HELD.toNanos()) {
            believed = true;
            LOG.info("the clock has stayed ahead for a day; expired rows are swept by it from now on");
        }
        if (believed) {
            ahead = false;
        }
        seen = believed ? wall : expected;
        seenAt = tick;
        return seen;
    }

    private static String words(Duration ahead) {
        return ahead.toDays() > 1 ? ahead.toDays() + " days" : ahead.toMinutes() + " minutes";
    }
}
