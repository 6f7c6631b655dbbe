package dev.saoma.wechat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The permits for calls to WeChat. Who finds none waits for one for 200 ms, together with a quarter as many as there are
 * permits; one more fails at once. So the threads that are at WeChat or on their way there have a bound. Thread-safe.
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
     * Makes a call in a permit.
     *
     * @throws LoginException {@code wechat_busy} when there is none; otherwise as the call
     */
    <T> T call(Supplier<T> call) {
        if (!enter()) {
            throw new LoginException(
                    ErrorCode.WECHAT_BUSY,
                    "Too many logins are waiting for WeChat; try again in a moment.",
                    "permits",
                    Map.of());
        }
        try {
            return call.get();
        } finally {
            permits.release();
        }
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
