package dev.saoma.demo.site;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of ours, and the demo. */
class PageAccessibilityTest extends SceneTest {
    @ParameterizedTest
    @MethodSource("ours")
    void isForEverybody(String name) {
        assertIsForEverybody(name);
    }
}
