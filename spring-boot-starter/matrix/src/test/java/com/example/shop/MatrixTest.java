package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A login over HTTP in an application that already has tables. The emulator is a separate process, so that the class path is
 * that of the application.
 */
class MatrixTest {
    private static final String APP = "wx5a0a5a0a00000001";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> cookies = new ArrayList<>();
    private String address = "";

    @Test
    void startsBesideTablesThatExistAndLogsIn() throws Exception {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.boot"));
        String database = "jdbc:h2:file:" + folder.resolve("shop");
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE older (id INT)");
        }
        Process emulator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("emulator.jar"),
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = emulator.inputReader()) {
            String wechat = address(said);
            try (ConfigurableApplicationContext shop = SpringApplication.run(
                    ShopApplication.class,
                    "--server.port=0",
                    // The default of RuoYi.
                    "--server.servlet.context-path=/",
                    "--saoma.public-url=http://localhost:8080",
                    "--saoma.data=" + folder,
                    "--saoma.wechat.page-url=" + wechat,
                    "--saoma.wechat.api-url=" + wechat,
                    "--spring.datasource.url=" + database)) {
                address = "http://localhost:" + shop.getEnvironment().getProperty("local.server.port");
                logsIn(wechat);
                assertThat(shop.getBean(JdbcClient.class)
                                .sql("SELECT LOWER(table_name) FROM information_schema.tables"
                                        + " WHERE table_schema = 'PUBLIC' ORDER BY 1")
                                .query(String.class)
                                .list())
                        .containsExactly("customer", "older");
            }
        } finally {
            emulator.destroy();
            emulator.waitFor();
        }
    }

    private void logsIn(String wechat) throws Exception {
        assertThat(get("/hello").body()).isEqualTo("{\"hello\":\"stranger\"}");
        assertThat(get("/orders").statusCode()).isEqualTo(401);
        assertThat(get("/saoma/login").body()).contains("\"/saoma/assets/");

        String begun = post("/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}").body();
        String state = member(begun, "state");
        String code = scan(wechat, state);
        String finished = post(
                        "/saoma/api/login/MyWeChatLogin/code",
                        "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}")
                .body();
        HttpResponse<String> session =
                post("/saoma/api/session", "{\"loginCode\":\"" + member(finished, "loginCode") + "\"}");

        assertThat(session.statusCode()).as(session.body()).isEqualTo(201);
        assertThat(get("/hello").body()).isEqualTo("{\"hello\":\"Alice\"}");
        assertThat(get("/orders").body()).contains("A cup of tea");
        assertThat(get("/staff/me").body()).isEqualTo("true MyWeChatLogin");
        assertThat(get("/staff/orders").body()).isEqualTo("true");

        assertThat(send(request("/saoma/api/session").DELETE()).statusCode()).isEqualTo(204);
        assertThat(get("/staff/me").statusCode()).isEqualTo(401);
    }

    /** Acts as the phone: scans the QR code on WeChat's page and allows. */
    private String scan(String wechat, String state) throws Exception {
        String redirect = "http://localhost:8080/saoma/api/login/MyWeChatLogin/callback";
        String page = plain(HttpRequest.newBuilder(URI.create(wechat + "/connect/qrconnect?appid=" + APP
                        + "&redirect_uri=" + URLEncoder.encode(redirect, StandardCharsets.UTF_8)
                        + "&response_type=code&scope=snsapi_login&state=" + state))
                .GET());
        String uuid = found(page, "/connect/qrcode/([^\"]*)\"");
        for (String step : List.of("scan", "allow")) {
            plain(HttpRequest.newBuilder(URI.create(wechat + "/_emulator/qrcodes/" + uuid + "/" + step))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"userId\":\"alice\"}")));
        }
        return found(
                plain(HttpRequest.newBuilder(URI.create(wechat + "/connect/l/qrconnect?uuid=" + uuid + "&last=404"))
                        .GET()),
                "wx_code='([^']*)'");
    }

    private String plain(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String address(BufferedReader said) throws IOException {
        var all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher found = Pattern.compile("(http://localhost:[0-9]+)").matcher(line);
            if (found.find()) {
                return found.group(1);
            }
            all.append(line).append('\n');
        }
        throw new IllegalStateException("the emulator did not start: " + all);
    }

    private static String member(String json, String name) {
        return found(json, "\"" + name + "\":\"([^\"]*)\"");
    }

    private static String found(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
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
