package dev.saoma.server.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.LoginException;
import dev.saoma.server.element.ElementVersion.Change;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends at any step of an edit leaves the old login method or the new one, never half of each. */
class ElementCrashTest {
    private static final int KILLS = Integer.getInteger("saoma.edit.kills", 6);
    private static final Optional<String> OLD = Optional.of("old");
    private static final Optional<String> NEW = Optional.of("new");

    @TempDir
    private Path folder;

    /** The process is killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface Failing {
        void before() throws IOException;
    }

    /** Fails before a step of the files, or after the last one. */
    private static final class FailingFiles implements DurableFiles {
        private final DurableFiles files = DurableFiles.ofThisMachine();
        private final int step;
        private final Failing failure;
        private int steps;

        FailingFiles(int step, Failing failure) {
            this.step = step;
            this.failure = failure;
        }

        private void next() throws IOException {
            if (++steps == step) {
                failure.before();
            }
        }

        boolean isReached() {
            return steps >= step;
        }

        @Override
        public void write(Path file, String text) throws IOException {
            next();
            files.write(file, text);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            next();
            files.move(from, to);
        }

        @Override
        public void delete(Path path) throws IOException {
            next();
            files.delete(path);
        }

        @Override
        public void createFolder(Path folder) throws IOException {
            next();
            files.createFolder(folder);
        }

        @Override
        public void sync(Path folder) throws IOException {
            next();
            files.sync(folder);
        }
    }

    private interface Edit {
        void of(EditedApp app);
    }

    private void killAtEachStep(Edit before, Optional<String> old, Edit edit, Optional<String> changed)
            throws Exception {
        boolean isReached = true;
        int step = 1;
        for (; isReached; step++) {
            Path place = folder.resolve(String.valueOf(step));
            try (EditedApp app = EditedApp.open(place)) {
                before.of(app);
            }
            var files = new FailingFiles(step, () -> {
                throw new Killed();
            });
            try (EditedApp app = EditedApp.open(place, files)) {
                edit.of(app);
            } catch (Killed killed) {
                assertThat(files.isReached()).isTrue();
            }
            isReached = files.isReached();
            try (EditedApp app = EditedApp.open(place)) {
                assertThat(app.title()).as("step " + step).isIn(old, changed);
                assertIsWhole(place, app);
                app.save("next");
                assertThat(app.title()).contains("next");
            }
        }
        assertThat(step).isGreaterThan(4);
    }

    /** The newest version of the history is the one in the files, and nothing is left beside them. */
    private static void assertIsWhole(Path place, EditedApp app) throws IOException {
        List<ElementVersion> versions = app.logins().versions(EditedApp.PORTAL);
        Optional<String> newest = versions.stream()
                .findFirst()
                .filter(version -> version.change() != Change.DELETED)
                .map(version -> new dev.saoma.server.draft.JsonFile(app.logins()
                                .versionTexts(EditedApp.PORTAL, version.version())
                                .element())
                        .text("title")
                        .orElseThrow());
        assertThat(newest).isEqualTo(app.title());
        try (Stream<Path> files = Files.walk(place.resolve("app"))) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".new"));
        }
        assertThat(Files.exists(place.resolve("app/auths/loginTypes/Portal")))
                .isEqualTo(app.title().isPresent());
    }

    @Test
    void createsAllOrNothing() throws Exception {
        killAtEachStep(app -> {}, Optional.empty(), app -> app.save("new"), NEW);
    }

    @Test
    void editsAllOrNothing() throws Exception {
        killAtEachStep(app -> app.save("old"), OLD, app -> app.save("new"), NEW);
    }

    @Test
    void deletesAllOrNothing() throws Exception {
        killAtEachStep(app -> app.save("old"), OLD, EditedApp::delete, Optional.empty());
    }

    /** The process lives on: the edit is refused, and nothing has changed. */
    @Test
    void keepsTheOldFilesWhenTheDiskIsFull() throws Exception {
        boolean isReached = true;
        for (int step = 1; isReached; step++) {
            Path place = folder.resolve(String.valueOf(step));
            var files = new FailingFiles(step, () -> {
                throw new IOException("No space left on device");
            });
            try (EditedApp app = EditedApp.open(place)) {
                app.save("old");
            }
            try (EditedApp app = EditedApp.open(place, files)) {
                try {
                    app.save("new");
                    assertThat(app.title()).isEqualTo(NEW);
                } catch (LoginException refused) {
                    assertThat(app.title()).isEqualTo(OLD);
                    assertThat(refused.code().code()).isEqualTo("elements_read_only");
                    assertThat(refused).hasMessageContaining("No space left on device");
                }
                isReached = files.isReached();
                assertThat(app.title()).isIn(OLD, NEW);
                assertIsWhole(place, app);
            }
            try (EditedApp app = EditedApp.open(place)) {
                app.save("next");
                assertThat(app.title()).contains("next");
            }
        }
    }

    /** Both files are in use as soon as the first is moved, so half of them would refuse to load. */
    @Test
    void needsTheRecovery() throws Exception {
        try (EditedApp app = EditedApp.open(folder)) {
            app.save("old");
        }
        Path element = folder.resolve("app/auths/loginTypes/Portal/e.json");
        String old = Files.readString(element);
        try (EditedApp app = EditedApp.open(folder)) {
            app.save("new");
        }
        Files.writeString(element, old.replaceAll("sealed:[^\"]*", "{{PATH}}"));

        assertThatThrownBy(() -> EditedApp.open(folder)).hasMessageContaining("differs from appSecret");
    }

    @Test
    @Timeout(1800)
    void survivesBeingKilledAtAnyMoment() throws Exception {
        var moments = new Random(11);
        int edits = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = EditingChild.start(folder, edits);
            String begun = "none";
            String done = "none";
            int lines = 0;
            int last = 3 + moments.nextInt(12);
            try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    lines++;
                    if (line.startsWith("begin ")) {
                        begun = line.substring(6);
                    } else {
                        done = line.substring(5);
                        edits++;
                    }
                    if (lines == last) {
                        Thread.sleep(0, moments.nextInt(999_999));
                        Thread.sleep(moments.nextInt(12));
                        child.toHandle().destroyForcibly();
                    }
                }
            }
            child.waitFor();
            assertThat(lines).isGreaterThanOrEqualTo(last);
            try (EditedApp app = EditedApp.open(folder)) {
                assertThat(app.title().orElse("none")).isIn(begun, done);
                if (app.title().isPresent()) {
                    assertIsWhole(folder, app);
                }
            }
            edits += 2;
        }
    }
}
