package dev.saoma.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Eventually;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examination of a running server: one at a time, and not too often. */
@Timeout(60)
class RunningDoctorTest {
    private final MovableClock clock = new MovableClock();
    private final AtomicInteger examinations = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final RunningDoctor doctor = new RunningDoctor(this::examine, clock, clock::nanos);

    private List<Finding> examine() {
        int number = examinations.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (number == 2) {
            throw new IllegalStateException("CANARY");
        }
        return List.of(Finding.ok("environment.known"));
    }

    @AfterEach
    void close() {
        end.countDown();
        doctor.close();
    }

    @Test
    void runsOneHoweverManyAsk() throws Exception {
        assertThat(doctor.state().at()).isEmpty();

        List<Duration> waits =
                IntStream.range(0, 16).parallel().mapToObj(i -> doctor.start()).toList();

        assertThat(waits).containsOnly(Duration.ZERO);
        assertThat(doctor.state().isRunning()).isTrue();
        end.countDown();
        Eventually.holds("the end", () -> !doctor.state().isRunning());
        assertThat(examinations).hasValue(1);
        assertThat(doctor.state().at()).contains(clock.instant());
        assertThat(doctor.state().findings()).hasSize(1);
    }

    @Test
    void runsOneInFiveSeconds() throws Exception {
        end.countDown();
        doctor.start();
        Eventually.holds("the end", () -> !doctor.state().isRunning());
        clock.pass(Duration.ofSeconds(4));

        assertThat(doctor.start()).isEqualTo(Duration.ofSeconds(1));
        assertThat(examinations).hasValue(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(doctor.start()).isZero();
        Eventually.holds(
                "the failure",
                () -> doctor.state().findings().stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL));
        assertThat(doctor.state().findings().toString())
                .contains("IllegalStateException")
                .doesNotContain("CANARY");
        assertThat(doctor.state().isRunning()).isFalse();
    }
}
