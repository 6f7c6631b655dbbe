package dev.saoma.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code ./saoma} as far as it goes without building anything. */
class LauncherTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @Test
    void listsItsCommands() throws Exception {
        assertThat(run(0)).contains("demo", "serve", "doctor", "emulator");
    }

    @Test
    void callsAnUnknownCommandWrongUsage() throws Exception {
        assertThat(run(2, "nonsense")).contains("usage:");
    }

    private static String run(int exit, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", REPOSITORY.resolve("saoma").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isEqualTo(exit);
        return printed;
    }
}
