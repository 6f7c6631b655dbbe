package dev.saoma.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./saoma}, except for its build. */
class LauncherTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final String CLASSES = "-Xlog:class+load";
    private static final String ARCHIVED = " source: shared objects file";

    @Test
    void listsItsCommands() throws Exception {
        assertThat(run(REPOSITORY, "", 0)).contains("demo", "serve", "doctor", "emulator", "prepare");
    }

    @Test
    void callsAnUnknownCommandWrongUsage() throws Exception {
        assertThat(run(REPOSITORY, "", 2, "nonsense")).contains("usage:");
        assertThat(run(REPOSITORY, "", 2, "prepare", "nonsense")).contains("usage:");
    }

    /** Uses the archives of {@code prepare}, created once for all tests because each takes seconds. */
    @Nested
    @Tag("full")
    class Prepared {
        private static Path copy;
        private static String before;

        @BeforeAll
        static void prepare(@TempDir Path folder) throws Exception {
            copy = LauncherCopy.of(REPOSITORY, folder.resolve("my own saoma"));
            before = run(copy, CLASSES, 0, "serve", "--help");
            run(copy, "", 0, "prepare");
        }

        @Test
        void startsFaster() throws Exception {
            assertThat(before).doesNotContain("dev.saoma.server.Main" + ARCHIVED);
            assertThat(run(copy, CLASSES, 0, "demo", "--help")).contains("dev.saoma.demo.Main" + ARCHIVED);
            assertThat(run(copy, CLASSES, 0, "serve", "--help")).contains("dev.saoma.server.Main" + ARCHIVED);
            assertThat(run(copy, CLASSES, 0, "doctor", "--help")).contains("dev.saoma.server.Main" + ARCHIVED);
            assertThat(run(copy, CLASSES, 0, "emulator", "--help")).contains("dev.saoma.emulator.Main" + ARCHIVED);
        }

        @Test
        void startsWithoutAWordWhenTheArchiveIsOfAnotherJar() throws Exception {
            Path jar = copy.resolve("emulator/target/saoma-emulator.jar");
            FileTime made = Files.getLastModifiedTime(jar);
            String help = run(copy, "", 0, "emulator", "--help");

            for (Instant time :
                    List.of(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600))) {
                Files.setLastModifiedTime(jar, FileTime.from(time));
                assertThat(run(copy, "", 0, "emulator", "--help")).isEqualTo(help);
                assertThat(run(copy, CLASSES, 0, "emulator", "--help"))
                        .contains("dev.saoma.emulator.Main")
                        .doesNotContain("dev.saoma.emulator.Main" + ARCHIVED);
            }
            Files.setLastModifiedTime(jar, made);
        }

        @Test
        void leavesAnArchiveOfTheCallersAlone(@TempDir Path folder) throws Exception {
            run(copy, "-XX:ArchiveClassesAtExit=" + folder.resolve("own.jsa"), 0, "emulator", "--help");

            assertThat(folder.resolve("own.jsa")).isNotEmptyFile();
        }
    }

    private static String run(Path repository, String javaOptions, int exit, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", repository.resolve("saoma").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SAOMA_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isEqualTo(exit);
        return printed;
    }
}
