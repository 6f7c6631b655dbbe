package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the calls to WeChat that run at once. When all permits are taken, a quarter as many callers wait for 200 ms, and
 * further ones fail at once; so the number of threads that call or wait is bounded. Thread-safe.
 */
final class CallPermits {
    private static final long WAIT_MS = 200;

    private final Semaphore permits;
    private final int mostWaiting;
    private final long waitMillis;
    private final AtomicInteger waiting = new AtomicInteger();

    CallPermits(int inFlight) {
        this(inFlight, WAIT_MS);
    }

    CallPermits(int inFlight, long waitMillis) {
        this.permits = new Semaphore(inFlight, true);
        this.mostWaiting = Math.max(1, inFlight / 4);
        this.waitMillis = waitMillis;
    }

    /**
     * Takes a permit, which closing gives back.
     *
     * @throws LoginException {@code wechat_busy} when there is none
     */
    Permit acquire() {
        if (!enter()) {
            throw new LoginException(
                    ErrorCode.WECHAT_BUSY,
                    "Too many logins are waiting for WeChat; try again in a moment.",
                    "permits",
                    Map.of());
        }
        return permits::release;
    }

    /** The permit of one call. */
    @FunctionalInterface
    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private boolean enter() {
        if (permits.tryAcquire()) {
            return true;
        }
        try {
            return waiting.incrementAndGet() <= mostWaiting && permits.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
