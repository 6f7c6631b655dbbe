package dev.saoma.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.testing.RealPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is installed but does not start makes tests fail instead of skipping them. */
@Timeout(120)
class BrokenServerTest {

    @Test
    void isNoMissingPostgres() {
        var broken = RealPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(5))
                .setServerConfig("shared_buffers", "none");

        assertThatThrownBy(() -> RealPostgres.start(broken)).isInstanceOf(IOException.class);
    }
}
