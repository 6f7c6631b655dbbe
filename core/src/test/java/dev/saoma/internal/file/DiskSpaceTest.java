package dev.saoma.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiskSpaceTest {
    private static final long GIBIBYTE = 1L << 30;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private long free = 50 * GIBIBYTE;
    private long nanos = 1;
    private int looks;
    private final DiskSpace space = new DiskSpace(
            Path.of("saoma.db"),
            () -> {
                looks++;
                return new DiskSpace.Space(free, 100 * GIBIBYTE);
            },
            () -> nanos);

    @BeforeEach
    void listen() {
        lines.start();
        logger().addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(lines);
    }

    @Test
    void warnsBelowFivePercentOnceAnHour() {
        free = 5 * GIBIBYTE;
        space.check();
        assertThat(lines.list).isEmpty();

        free = 5 * GIBIBYTE - GIBIBYTE / 100;
        for (int minute = 0; minute < 60; minute++) {
            after(1);
        }
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.get(0).getFormattedMessage()).contains("5109 MiB", "saoma.db");

        after(1);
        assertThat(lines.list).hasSize(2);
    }

    @Test
    void warnsAgainAfterThereWasRoom() {
        free = GIBIBYTE;
        space.check();
        free = 50 * GIBIBYTE;
        after(1);
        free = GIBIBYTE;
        after(1);

        assertThat(lines.list).hasSize(2);
    }

    @Test
    void looksOnceAMinute() {
        space.check();
        nanos += TimeUnit.SECONDS.toNanos(59);
        space.check();

        assertThat(looks).isEqualTo(1);
    }

    @Test
    void goesOnWhenNobodyKnows() {
        new DiskSpace(
                        Path.of("saoma.db"),
                        () -> {
                            throw new IOException("no such disk");
                        },
                        () -> nanos)
                .check();

        assertThat(lines.list).isEmpty();
    }

    private void after(int minutes) {
        nanos += TimeUnit.MINUTES.toNanos(minutes);
        space.check();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(DiskSpace.class);
    }
}
