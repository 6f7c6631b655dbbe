package dev.saoma.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TlsCommandLineTest {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path folder;

    private Process start(String classPath, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + folder,
                "-cp",
                classPath,
                Main.class.getName(),
                "--port",
                "0"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> lines(Process process, int count) throws Exception {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(String.valueOf(out.readLine()));
        }
        return lines;
    }

    @Test
    void namesThePortAndTheFileToTrust() throws Exception {
        Process emulator = start(CLASS_PATH, "--tls-port", "0");
        try {
            Path file = folder.resolve(".saoma/emulator-ca.pem");
            assertThat(lines(emulator, 4).subList(2, 4))
                    .satisfiesExactly(
                            tls -> assertThat(tls).matches("tls      https://localhost:\\d+/"),
                            ca -> assertThat(ca).isEqualTo("ca       " + file));
            assertThat(file).exists();
        } finally {
            emulator.destroy();
            emulator.waitFor();
        }
    }

    @Test
    void saysWhatIsMissingWithoutTheLibrary() throws Exception {
        String light = List.of(CLASS_PATH.split(File.pathSeparator)).stream()
                .filter(entry -> !entry.contains("bouncycastle"))
                .collect(Collectors.joining(File.pathSeparator));
        Process emulator = start(light, "--tls-port", "0");
        assertThat(lines(emulator, 1).get(0)).startsWith("refused: ").contains("bcpkix-jdk18on");
        assertThat(emulator.waitFor()).isEqualTo(78);
    }

    @Test
    void endsWith78WhenOthersCouldReadTheKey() throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "");
        Files.writeString(folder.resolve("ca.pem.key"), "");
        StringWriter errors = new StringWriter();
        int exitCode = new CommandLine(new Main())
                .setErr(new PrintWriter(errors, true))
                .execute("--port", "0", "--tls-port", "0", "--ca", file.toString());
        assertThat(exitCode).isEqualTo(78);
        assertThat(errors.toString().lines()).hasSize(1);
    }
}
