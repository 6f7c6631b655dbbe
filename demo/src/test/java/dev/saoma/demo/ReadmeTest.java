package dev.saoma.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of the README. */
class ReadmeTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path folder;

    @Test
    void isShort() throws Exception {
        assertThat(Files.readAllLines(REPOSITORY.resolve("README.md"))).hasSizeLessThan(150);
    }

    @Test
    void logsInByCurlLineByLine() throws Exception {
        try (RunningDemo demo = RunningDemo.start(0, 0, folder, Optional.empty())) {
            String script = snippet("sh", "ask()")
                    .replace("http://localhost:8080", demo.serverUrl().toString())
                    .replace("http://localhost:9090", demo.emulatorUrl().toString());

            String printed = shell(script);

            assertThat(printed)
                    .contains("\"nickname\":\"Alice\"")
                    .contains("{\"hello\":\"Alice\"")
                    .contains("session_required");
        }
    }

    @Test
    void runsTheJavaAsItStands() throws Exception {
        Path app = DemoApp.in(folder);
        String body =
                snippet("java", "WeChatLogin wechat").replace("Path.of(\"my-app\")", "Path.of(" + quoted(app) + ")");

        String printed = java(body);

        assertThat(printed)
                .contains("LoginConfig[isActive=true, authType=WeChatType")
                .endsWith("user123\n");
        assertThat(printed).doesNotContain("5a0a5a0a5a0a5a0a5a0a5a0a00000001");
    }

    @Test
    void saysTheSameCommandsInChinese() throws Exception {
        String chinese = Files.readString(REPOSITORY.resolve("README.zh-CN.md"));

        assertThat(chinese).contains(snippet("sh", "./saoma demo"));
    }

    @Test
    void namesOnlyFilesThatAreThere() throws Exception {
        Matcher link = Pattern.compile("]\\(([^)#:]+)\\)").matcher(Files.readString(REPOSITORY.resolve("README.md")));
        int links = 0;
        while (link.find()) {
            assertThat(REPOSITORY.resolve(link.group(1))).exists();
            links++;
        }
        assertThat(links).isGreaterThan(5);
    }

    private static String snippet(String language, String holding) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(REPOSITORY.resolve("README.md")));
        while (block.find()) {
            if (block.group(1).contains(holding)) {
                return block.group(1);
            }
        }
        throw new IllegalStateException("the README has no such snippet: " + holding);
    }

    private String shell(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-eu")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        shell.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().close();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue()).as(printed).isZero();
        return printed;
    }

    private String java(String body) throws Exception {
        List<String> imports = List.of(
                "dev.saoma.App",
                "dev.saoma.emulator.WeChatEmulator",
                "dev.saoma.login.AuthSvc",
                "dev.saoma.logintype.LoginCodeResult",
                "dev.saoma.logintype.LoginResult",
                "dev.saoma.wechat.WeChatLogin",
                "dev.saoma.wechat.WeChatSettings",
                "java.nio.file.Path");
        Path source = folder.resolve("Try.java");
        Files.writeString(
                source,
                "import " + String.join(";\nimport ", imports)
                        + ";\npublic class Try { public static void run() throws Exception {\n" + body + "}}\n");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(failed).isZero();
        PrintStream out = System.out;
        var printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Try").getMethod("run").invoke(null);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\") + "\"";
    }
}
