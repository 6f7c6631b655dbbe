package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallPermitsTest {
    private static final int PLACES = 8;
    private static final int CALLERS = 100;
    private static final long FOR_EVER_MS = 3_600_000;

    /** WeChat does not answer: concurrent callers beyond permits and queue are refused without waiting for its answer. */
    @Test
    void keepNoMoreThreadsThanTheyAndAQuarter() throws Exception {
        var permits = new CallPermits(PLACES, FOR_EVER_MS);
        var answer = new CountDownLatch(1);
        var atWeChat = new AtomicInteger();
        var busy = new CountDownLatch(CALLERS - PLACES - PLACES / 4);
        var begin = new CyclicBarrier(CALLERS);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            var caller = new Thread(() -> {
                try {
                    begin.await();
                    try (var permit = permits.acquire()) {
                        atWeChat.incrementAndGet();
                        await(answer);
                    }
                } catch (LoginException e) {
                    if (e.code() == ErrorCode.WECHAT_BUSY) {
                        busy.countDown();
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            callers.add(caller);
            caller.start();
        }

        busy.await();
        assertThat(atWeChat).hasValue(PLACES);
        answer.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        for (int i = 0; i < PLACES; i++) {
            permits.acquire();
        }
    }

    @Test
    void areGivenBackByACallThatFails() {
        var permits = new CallPermits(1);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> {
                try (var permit = permits.acquire()) {
                    throw new IllegalStateException("no answer");
                }
            });
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
