package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs the example over HTTP, with the emulator and the installed version of Spring Boot. */
class ShopTest {
    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> cookies = new ArrayList<>();
    private WeChatEmulator wechat;
    private ConfigurableApplicationContext shop;
    private String address;

    @BeforeEach
    void start() {
        System.out.println("Spring Boot " + SpringBootVersion.getVersion());
        wechat = WeChatEmulator.start();
        shop = SpringApplication.run(
                ShopApplication.class,
                "--server.port=0",
                "--saoma.public-url=http://localhost:8080",
                "--saoma.data=" + folder,
                "--saoma.wechat.page-url=" + wechat.baseUrl(),
                "--saoma.wechat.api-url=" + wechat.baseUrl(),
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("shop"));
        address = "http://localhost:" + shop.getEnvironment().getProperty("local.server.port");
    }

    @AfterEach
    void stop() {
        shop.close();
        wechat.close();
    }

    @Test
    void logsACustomerInAndKnowsHimAgain() throws Exception {
        assertThat(get("/hello").body()).isEqualTo("{\"hello\":\"stranger\"}");
        assertThat(get("/orders").statusCode()).isEqualTo(401);
        assertThat(get("/").body()).contains("<wechat-login");
        assertThat(get("/saoma/assets/wechat-login.js").statusCode()).isEqualTo(200);

        assertThat(login("alice").statusCode()).isEqualTo(201);

        assertThat(get("/hello").body()).isEqualTo("{\"hello\":\"Alice\"}");
        assertThat(get("/orders").body()).contains("A cup of tea");
        cookies.clear();
        login("alice");
        login("wang");
        assertThat(shop.getBean(JdbcClient.class).sql("SELECT name FROM customer ORDER BY name").query(String.class).list())
                .containsExactly("Alice", "王小明");
    }

    @Test
    void keepsItsLastWayIn() throws Exception {
        login("alice");

        HttpResponse<String> refused = send(request("/saoma/api/bindings/MyWeChatLogin").DELETE());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("last_login_method");
    }

    @Test
    void isShort() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("shop.sources", "src/main/java")))) {
            long lines = files.filter(file -> file.toString().endsWith(".java"))
                    .mapToLong(ShopTest::lines)
                    .sum();
            assertThat(lines).isBetween(50L, 149L);
        }
    }

    private static long lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> login(String person) throws Exception {
        String begun = post("/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}").body();
        String code = wechat.issueCode("wx5a0a5a0a00000001", person);
        String finished = post(
                        "/saoma/api/login/MyWeChatLogin/code",
                        "{\"code\":\"" + code + "\",\"state\":\"" + member(begun, "state") + "\"}")
                .body();
        return post("/saoma/api/session", "{\"loginCode\":\"" + member(finished, "loginCode") + "\"}");
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return found.group(1);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return cookies.isEmpty() ? request : request.header("Cookie", String.join("; ", cookies));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(header -> {
            String pair = header.split(";", 2)[0];
            cookies.removeIf(cookie -> cookie.startsWith(pair.split("=", 2)[0] + "="));
            cookies.add(pair);
        });
        return answer;
    }
}
