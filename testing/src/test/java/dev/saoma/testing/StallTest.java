package dev.saoma.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StallTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Test
    void leavesOutWhatThisProcessWasStoppedFor() throws Exception {
        long pid = ProcessHandle.current().pid();
        long begun = System.nanoTime();
        try (var stall = new Stall()) {
            new ProcessBuilder("sh", "-c", "kill -STOP " + pid + "; sleep 1; kill -CONT " + pid)
                    .start()
                    .waitFor();
            // The thread that counts may wake after this one.
            Thread.sleep(200);

            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(took).isGreaterThanOrEqualTo(PAUSE);
            assertThat(stall.used()).isLessThan(took.minus(PAUSE.multipliedBy(9).dividedBy(10)));
        }
    }

    @Test
    @Timeout(60)
    void goesOnWhileTheProcessWaitsByItself() throws Exception {
        long begun = System.nanoTime();
        try (var stall = new Stall()) {
            while (stall.used().toMillis() < 300) {
                Thread.sleep(10);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }
}
