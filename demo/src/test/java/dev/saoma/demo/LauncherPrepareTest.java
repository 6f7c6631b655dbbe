package dev.saoma.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./saoma prepare}, with programs so small that nothing has to be built for it. */
class LauncherPrepareTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    /** Says what the programs say, and waits for its end as they do, unless it is asked for help or to end at once. */
    private static final String PROGRAM = """
            public class Program {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("login    here");
                    System.out.println("phone    here");
                    String all = String.join(" ", arguments);
                    if (!all.contains("--help") && !all.contains("--once")) {
                        Thread.sleep(60_000);
                    }
                }
            }
            """;
    /** Tells of each class where it came from. */
    private static final String TELLING = "-Xlog:class+load=info";

    private static final String KEPT = "Program source: shared objects file (top)";

    @TempDir
    Path folder;

    @BeforeEach
    void putsProgramsInPlace() throws Exception {
        Files.copy(REPOSITORY.resolve("saoma"), folder.resolve("saoma"));
        Files.writeString(folder.resolve("pom.xml"), "");
        Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", source.toString()))
                .isZero();
        for (String module : List.of("core", "web", "servlet", "redis", "server", "emulator", "demo")) {
            Files.createDirectories(folder.resolve(module).resolve("target"));
            program(folder.resolve(module).resolve("target/saoma-" + module + ".jar"));
        }
    }

    @Test
    void startsFromKeptClasses() throws Exception {
        assertThat(run("", "prepare")).contains("server starts", "emulator starts", "demo starts");

        assertThat(run(TELLING, "serve", "--help")).contains(KEPT);
        assertThat(run(TELLING, "emulator", "--help")).contains(KEPT);
        assertThat(run(TELLING, "demo", "--once")).contains(KEPT);
    }

    @Test
    void leavesThemAsideWithoutAWordWhenTheyAreOfNoUse() throws Exception {
        run("", "prepare");
        Path jar = folder.resolve("server/target/saoma-server.jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run(TELLING, "serve", "--help")).contains("login    here").doesNotContain(KEPT);

        // Made by another build of the same Java, or cut short: the JVM finds that out by itself.
        try (Stream<Path> kept = Files.list(folder.resolve("emulator/target"))) {
            Files.writeString(
                    kept.filter(file -> file.toString().endsWith(".jsa"))
                            .findFirst()
                            .orElseThrow(),
                    "no archive");
        }
        assertThat(run("", "emulator", "--help")).isEqualTo("login    here\nphone    here\n");
    }

    private void program(Path jar) throws Exception {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Program");
        try (OutputStream file = Files.newOutputStream(jar);
                var out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry("Program.class"));
            Files.copy(folder.resolve("Program.class"), out);
        }
    }

    private String run(String javaOptions, String... arguments) throws Exception {
        var command = Stream.concat(Stream.of("sh", folder.resolve("saoma").toString()), Stream.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
        builder.environment().put("SAOMA_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
