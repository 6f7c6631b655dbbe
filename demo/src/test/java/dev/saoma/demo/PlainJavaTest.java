package dev.saoma.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.NpmProject;
import dev.saoma.wechat.WeChatSettings;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** examples/plain-java unmodified: compiled, started, and used for a login. */
@Timeout(120)
class PlainJavaTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Path EXAMPLE = REPOSITORY.resolve("examples/plain-java");
    private static final Path SOURCE = EXAMPLE.resolve("src/main/java/com/example/PlainJava.java");

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void logsAUserInAndKnowsThem() throws Exception {
        NpmProject.copy(EXAMPLE.resolve("app"), folder.resolve("app"));
        try (WeChatEmulator wechat = WeChatEmulator.start();
                URLClassLoader loader = compiled()) {
            Server server = (Server) loader.loadClass("com.example.PlainJava")
                    .getMethod("start", int.class, Path.class, WeChatSettings.class)
                    .invoke(null, 0, folder.resolve("app"), WeChatSettings.emulator(wechat.baseUrl()));
            try {
                String site = "http://localhost:" + server.getURI().getPort();
                assertThat(get(site + "/")).contains("<wechat-login");
                assertThat(get(site + "/saoma/assets/wechat-login.js")).contains("customElements");

                String login = site + "/saoma/api/login/MyWeChatLogin";
                String state = member("state", post(login + "/attempts", "{\"intent\":\"login\"}"));
                String code = wechat.issueCode(Sample.APP.appid(), "alice");
                String finished = post(login + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
                post(site + "/saoma/api/session", "{\"loginCode\":\"" + member("loginCode", finished) + "\"}");

                assertThat(get(site + "/")).contains("Hello, Alice").doesNotContain("<wechat-login");
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void staysShort() throws IOException {
        assertThat(Files.readAllLines(SOURCE)).hasSizeLessThan(150);
    }

    /** The example uses the same versions as the product. */
    @Test
    void takesTheVersionsOfTheProduct() throws IOException {
        String product = Files.readString(REPOSITORY.resolve("pom.xml"));
        String example = Files.readString(EXAMPLE.resolve("pom.xml"));

        assertThat(version(example, "jetty-ee11-servlet")).isEqualTo(property(product, "jetty.version"));
        assertThat(version(example, "logback-classic")).isEqualTo(property(product, "logback.version"));
        assertThat(version(example, "saoma-servlet")).isEqualTo(version(product, "saoma"));
    }

    private URLClassLoader compiled() throws Exception {
        String[] arguments = {
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            "--release",
            "17",
            "-Xlint:all,-processing,-classfile,-options",
            "-Werror",
            SOURCE.toString()
        };
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                .isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    private String get(String address) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private String post(String address, String json) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer.body();
    }

    private static String member(String name, String json) {
        return first("\"" + name + "\":\"([^\"]+)\"", json);
    }

    private static String version(String pom, String artifact) {
        return first("<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]+)</version>", pom);
    }

    private static String property(String pom, String name) {
        return first("<" + name + ">([^<]+)</" + name + ">", pom);
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }
}
