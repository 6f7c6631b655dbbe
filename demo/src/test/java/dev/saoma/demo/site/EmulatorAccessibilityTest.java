package dev.saoma.demo.site;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of the emulator, as it is where clients look for WeChat. */
class EmulatorAccessibilityTest extends SceneTest {
    @ParameterizedTest
    @MethodSource("theEmulators")
    void isForEverybody(String name) {
        assertIsForEverybody(name);
    }
}
