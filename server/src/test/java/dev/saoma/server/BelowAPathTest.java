package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.error.ConfigException;
import dev.saoma.server.setting.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server below a path of a shared domain, behind a proxy that strips the path or keeps it. */
class BelowAPathTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");

    @TempDir
    private static Path folder;

    private static Site site;
    private static URI port;

    @BeforeAll
    static void open() {
        site = Site.below(folder, "/sso");
        port = site.server().publicUrl().resolve("/");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sso/"})
    void servesEveryFileOfItsPages(String left) throws Exception {
        for (String page : new String[] {"login", "account", "errors/not_found"}) {
            HttpResponse<String> answer = get(left + page);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(LOADED.matcher(answer.body()).results().map(found -> found.group(1)))
                    .isNotEmpty()
                    .allSatisfy(address -> {
                        assertThat(address).startsWith("/sso/");
                        // One of the two proxies strips the path, the other keeps it.
                        assertThat(get(left + address.substring("/sso/".length()))
                                        .statusCode())
                                .as(address)
                                .isEqualTo(200);
                    });
        }
    }

    @Test
    void writesThePathIntoEveryAddress() throws Exception {
        Browser browser = site.browser();

        assertThat(site.server().publicUrl().getPath()).isEqualTo("/sso");
        assertThat(browser.attempt().text("redirectUri"))
                .isEqualTo(site.server().publicUrl() + "/api/login/" + Site.INSTANCE + "/callback");
        assertThat(browser.get("/api/session").text("type")).isEqualTo("/sso/errors/session_required");
        assertThat(get("api/session").body()).contains("\"type\":\"/sso/errors/session_required\"");
        assertThat(get("assets/importmap.json").body()).contains("\"/sso/assets/wechat-login.js\"");
        assertThat(site.admin()
                        .post("/api/admin/users/" + user() + "/invitations", "{}")
                        .text("link"))
                .startsWith(site.server().publicUrl() + "/login");
        assertThat(Serve.greeting(site.server()))
                .contains("login    " + site.server().publicUrl() + "/login");
    }

    @Test
    void logsInThere() {
        Browser browser = site.browser();
        browser.login(site.code("alice"));

        assertThat(browser.session().status()).isEqualTo(200);
    }

    @Test
    void leavesTheManagementPortWhereItIs() throws Exception {
        URI tools = site.server().managementUrl().orElseThrow();

        assertThat(HTTP.send(
                                HttpRequest.newBuilder(URI.create(tools + "/health/live"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/api", "/assets/x", "sso", "/s so", "/a//b", "//a", "/%61", "/../a"})
    void isNoPathThatCouldBeReadInTwoWays(String path) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(Map.of("saoma.mode", "development", "saoma.path", path)))
                .withMessageContaining("saoma.path");
    }

    @Test
    void takesASlashAtTheEndForNone() {
        assertThat(read(Map.of("saoma.mode", "development", "saoma.path", "/sso/"))
                        .web()
                        .path())
                .isEqualTo("/sso");
        assertThat(read(Map.of("saoma.mode", "development", "saoma.path", "/"))
                        .web()
                        .path())
                .isEmpty();
    }

    /** The error for a path in the public address names the setting for it. */
    @Test
    void isNamedWhereThePublicAddressHasOne() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        read(Map.of("saoma.mode", "development", "saoma.public-url", "http://localhost:21200/sso")))
                .withMessageContaining("saoma.public-url")
                .withMessageContaining("saoma.path");
    }

    private static ServerSettings read(Map<String, String> given) {
        return ServerSettings.of(given);
    }

    private static String user() {
        return site.admin().post("/api/admin/users", "{}").text("userId");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(port.resolve("/" + path)).build(), BodyHandlers.ofString());
    }
}
