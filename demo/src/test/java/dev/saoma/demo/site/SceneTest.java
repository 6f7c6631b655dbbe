package dev.saoma.demo.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.saoma.demo.ShownDemo;
import dev.saoma.testing.Axe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Checks some of the {@link Scenes} with all their frames: axe in both themes, and 400 %. */
@ExtendWith(Stage.class)
abstract class SceneTest {
    private static ShownDemo demo;
    private static Stage.Set set;
    private static Scenes scenes;

    @BeforeAll
    static void open(Stage.Set given, @TempDir Path folder) {
        demo = new ShownDemo(folder);
        set = given;
        scenes = new Scenes(set.sites(), demo);
    }

    @AfterAll
    static void close() {
        demo.close();
    }

    static Stream<String> names(Predicate<String> wanted) {
        return scenes.names().stream().filter(wanted);
    }

    void assertIsForEverybody(String name) {
        try (var visit = new Visit(set.sites(), set.chromium().browser(), Scenes.options(name))) {
            assertIsForEverybody(scenes.open(name, visit));
        }
    }

    private static void assertIsForEverybody(Page page) {
        var found = new ArrayList<String>();
        for (Frame frame : page.frames()) {
            Axe.violations(frame).forEach(each -> found.add(frame.url() + " " + each));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        for (Frame frame : page.frames()) {
            Axe.contrast(frame).forEach(each -> found.add("dark " + frame.url() + " " + each));
        }
        page.setViewportSize(320, 256);
        CutOff.of(page).forEach(each -> found.add("320 x 256 " + each));
        assertThat(found).isEmpty();
    }
}
