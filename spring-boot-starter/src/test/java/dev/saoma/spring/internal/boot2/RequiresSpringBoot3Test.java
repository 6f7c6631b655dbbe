package dev.saoma.spring.internal.boot2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The error of an application on Spring Boot 2. The matrix of Spring Boot versions starts one. */
class RequiresSpringBoot3Test {

    @ParameterizedTest
    @ValueSource(strings = {"2.7.18", "2.0.0.RELEASE", "1.5.22.RELEASE"})
    void refusesWhatIsTooOld(String version) {
        assertThatThrownBy(() -> RequiresSpringBoot3.requireNewEnough(version))
                .isInstanceOf(UnsupportedSpringBootException.class)
                .hasMessageContaining("needs Spring Boot 3.3 or newer")
                .hasMessageContaining("当前应用为 " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.3.0", "4.1.2", "20.0.1"})
    void letsTheOthersStart(String version) {
        assertThatCode(() -> RequiresSpringBoot3.requireNewEnough(version)).doesNotThrowAnyException();
        assertThatCode(() -> RequiresSpringBoot3.requireNewEnough(null)).doesNotThrowAnyException();
    }

    /** Java 8 reads class files of versions up to 52. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                RequiresSpringBoot3.class,
                UnsupportedSpringBootException.class,
                UnsupportedSpringBootFailureAnalyzer.class
            })
    void canBeLoadedByJava8(Class<?> type) throws IOException {
        try (var in = new DataInputStream(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            in.skipNBytes(6);
            assertThat(in.readUnsignedShort()).isEqualTo(52);
        }
    }

    @Test
    void isToldWithoutAStackTrace() {
        var analysis = new UnsupportedSpringBootFailureAnalyzer().analyze(new UnsupportedSpringBootException("2.7.18"));

        assertThat(analysis.getDescription()).contains("2.7.18");
        assertThat(analysis.getAction()).contains("./saoma serve").contains("单独运行");
    }
}
