package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, processed ahead of time as for a native image, and started on the JVM with the generated code. */
@Tag("full")
class AheadOfTimeTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String MAIN = "com.example.shop.ShopApplication";

    @TempDir
    private Path folder;

    @Test
    void logsInWithTheGeneratedCode() throws Exception {
        Path shop = Files.createDirectory(folder.resolve("shop"));
        Path generated = folder.resolve("generated");
        try (WeChatEmulator wechat = WeChatEmulator.start()) {
            new DocumentedProject(shop)
                    .withExample(
                            "ShopApplication.java",
                            "Customers.java",
                            "AccountController.java",
                            "OrderController.java",
                            "Security.java")
                    .build(wechat);
            process(shop, generated);

            assertThat(hints(generated))
                    .contains("dev.saoma.wechat.WeChatType")
                    .contains("dev/saoma/web/**")
                    .contains("dev.saoma.servlet.internal.handler.SessionHandlers$Opened");
            logIn(wechat, shop, generated);
        }
    }

    private void process(Path shop, Path generated) throws Exception {
        List<String> command = new ArrayList<>(List.of("org.springframework.boot.SpringApplicationAotProcessor", MAIN));
        for (String kind : List.of("sources", "resources", "classes")) {
            command.add(Files.createDirectories(generated.resolve(kind)).toString());
        }
        command.addAll(List.of("com.example", "shop", "--spring.flyway.enabled=false"));
        Process processor = java(join(shop.toString(), CLASS_PATH), List.of(), command);
        assertThat(processor.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(processor.exitValue()).as(log()).isZero();
        DocumentedProject.compile(
                join(generated.resolve("classes").toString(), shop.toString(), CLASS_PATH),
                generated.resolve("sources"),
                generated.resolve("classes"));
    }

    private void logIn(WeChatEmulator wechat, Path shop, Path generated) throws Exception {
        int port = freePort();
        Process application = java(
                join(
                        generated.resolve("classes").toString(),
                        generated.resolve("resources").toString(),
                        shop.toString(),
                        CLASS_PATH),
                List.of("-Dspring.aot.enabled=true"),
                List.of(
                        MAIN,
                        "--server.port=" + port,
                        "--saoma.public-url=http://localhost:8080",
                        "--saoma.data=" + folder.resolve("data"),
                        "--spring.flyway.enabled=false",
                        "--logging.level.com.example.shop=info"));
        try {
            assertThat(isListening(port, application)).as(log()).isTrue();
            assertThat(log()).contains("Starting AOT-processed ShopApplication");
            var browser = new Browser("http://localhost:" + port);
            assertThat(browser.login(wechat, "alice").status()).isEqualTo(201);
            assertThat(browser.get("/hello").body()).isEqualTo("{\"hello\":\"Alice\"}");
            assertThat(browser.get("/orders").body()).contains("A cup of tea");
            assertThat(browser.get("/saoma/login").body()).contains("<!doctype html>");
        } finally {
            application.destroy();
            assertThat(application.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process java(String classPath, List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static String hints(Path generated) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(generated.resolve("resources"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString().replace("\\/", "/");
    }

    private static boolean isListening(int port, Process application) throws InterruptedException {
        for (int tries = 0; tries < 600 && application.isAlive(); tries++) {
            try (Socket open = new Socket("localhost", port)) {
                return open.isConnected();
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static String join(String... paths) {
        return String.join(File.pathSeparator, paths);
    }
}
