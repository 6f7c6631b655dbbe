package dev.saoma.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void hasTheMiddleRoundAndBothEnds() {
        assertThat(Ratio.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Ratio(2.0, 1.0, 3.0));
        assertThat(Ratio.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Ratio(2.5, 1.0, 4.0));
    }

    @Test
    void needsARound() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(List.of()));
    }

    @Test
    void isWrittenWithTheFiguresThatCount() {
        assertThat(new Ratio(0.704, 0.632, 0.758)).hasToString("0.70 [0.63..0.76]");
        assertThat(new Ratio(1.23, 1.23, 1.23)).hasToString("1.2");
        assertThat(Ratio.figure(12_345.6)).isEqualTo("12,346");
        assertThat(Ratio.figure(0.0123)).isEqualTo("0.012");
    }

    @Test
    void meetsATargetByItsMedian() {
        var ratio = new Ratio(1.0, 0.5, 3.0);
        assertThat(Target.atMost(1.0).metBy(ratio)).isTrue();
        assertThat(Target.atMost(0.99).metBy(ratio)).isFalse();
        assertThat(Target.atLeast(1.0).metBy(ratio)).isTrue();
        assertThat(Target.atLeast(1.01).metBy(ratio)).isFalse();
    }
}
