package dev.saoma.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The difference of two clocks, of which one is asked for its time. */
class NodesTest {
    private static final Instant ASKED = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant ANSWERED = ASKED.plusMillis(20);

    @Test
    void isWhatTheTimeOfTheQuestionCannotExplain() {
        assertThat(Nodes.ahead(ASKED, ASKED.plusMillis(7), ANSWERED)).isZero();
        assertThat(Nodes.ahead(ASKED, ASKED.minusMillis(300), ANSWERED)).isEqualTo(300);
        assertThat(Nodes.ahead(ASKED, ANSWERED.plusMillis(300), ANSWERED)).isEqualTo(-300);
    }
}
