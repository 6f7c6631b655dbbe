package dev.saoma.server.element;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with databases of their own edit one folder at once. */
@Timeout(180)
class SharedFolderTest {
    private static final int EDITS = 100;

    @TempDir
    private Path folder;

    /** Neither loses an edit of the other, and each sees whole files. */
    @Test
    void losesNoEdit() throws Exception {
        try (EditedApp app = EditedApp.open(folder)) {
            app.increment();
            Process child = EditingChild.incrementing(folder, folder.resolve("child"), EDITS);
            try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine()).isEqualTo("begin");
                for (int i = 0; i < EDITS; i++) {
                    app.increment();
                }
                assertThat(out.readLine()).as("the other process").isEqualTo("done");
            } finally {
                child.destroyForcibly();
            }
        }
        try (EditedApp app = EditedApp.open(folder)) {
            assertThat(app.title()).contains("Edit " + (2 * EDITS + 1));
        }
    }
}
