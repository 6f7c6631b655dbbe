package dev.saoma.demo.site;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page of Saoma, and the demo. */
class PageAccessibilityTest extends SceneTest {
    private static final List<String> ONE_OF_A_KIND = List.of(
            "login", "account", "callback-late", "error-state-invalid", "oauth-corps", "oauth-logout", "host", "demo");

    @ParameterizedTest
    @FieldSource("ONE_OF_A_KIND")
    void isForEverybody(String name) {
        assertIsForEverybody(name);
    }

    @ParameterizedTest
    @MethodSource
    @Tag("full")
    void isForEverybodyInEveryState(String name) {
        assertIsForEverybody(name);
    }

    static Stream<String> isForEverybodyInEveryState() {
        return names(name -> !Scenes.isOfTheEmulator(name) && !ONE_OF_A_KIND.contains(name));
    }
}
