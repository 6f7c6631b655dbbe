package dev.saoma.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.Main;
import dev.saoma.emulator.Skipped;
import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.internal.http.HostGate;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Runs the README's commands without changes, in one folder and in their order. */
class ReadmeTest {

    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern START = Pattern.compile("\\$ ./saoma emulator (.*)\n");
    private static final List<String> PROGRAMS = List.of("curl", "keytool", "java", "node", "python3");

    @TempDir
    private Path folder;

    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }

    static Stream<String> starts() throws Exception {
        return START.matcher(readme()).results().map(start -> start.group(1));
    }

    private static boolean installed(String program) {
        return Stream.of(path().split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static String path() {
        return Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH");
    }

    private String run(String commands) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("sh", "-euc", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("PATH", path());
        Process process = shell.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as(commands + "\nprinted\n" + printed)
                .isTrue();
        return printed;
    }

    @Test
    void commandsDoWhatTheySay() throws Exception {
        for (String program : PROGRAMS) {
            if (!installed(program)) {
                Skipped.because("the README's commands need " + program);
            }
        }
        try (WeChatEmulator emulator = Port443.start(folder.resolve("emulator-ca.pem"))) {
            List<String> printed = new ArrayList<>();
            for (MatchResult block : COMMANDS.matcher(readme()).results().toList()) {
                printed.add(run(block.group(1)));
            }
            assertThat(printed).hasSize(5);
            assertThat(printed.subList(1, 5))
                    .allSatisfy(answer -> assertThat(answer).contains("{\"errcode\":40014,"));
        }
        assertThat(Files.readAllLines(folder.resolve("wechat-hosts")))
                .containsExactlyInAnyOrderElementsOf(HostGate.wechatHosts().stream()
                        .map(host -> "127.0.0.1 " + host)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("starts")
    void startsWithOptionsThatExist(String options) {
        assertThat(new CommandLine(new Main()).parseArgs(options.split(" ")).errors())
                .isEmpty();
    }
}
