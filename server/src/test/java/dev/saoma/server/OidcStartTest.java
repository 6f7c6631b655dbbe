package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ConfigException;
import dev.saoma.server.setting.ServerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The signing keys of a server with a provider that starts again. */
@Timeout(120)
class OidcStartTest {
    private static final String KEY = "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        Site.write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
    }

    private SaomaServer start(String... more) {
        var settings = new HashMap<>(Map.of(
                "saoma.mode", "development",
                "saoma.port", "0",
                "saoma.app", folder.resolve("app").toString(),
                "saoma.data", folder.resolve("data").toString(),
                "saoma.oidc", "on"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return SaomaServer.start(ServerSettings.of(settings), Clock.systemUTC());
    }

    private static String jwkSet(SaomaServer server) throws Exception {
        URI address = URI.create(server.publicUrl() + "/oauth2/jwks");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void hasTheSameKeysOnAnotherFreePort() throws Exception {
        String first;
        try (SaomaServer server = start()) {
            first = jwkSet(server);
        }

        try (SaomaServer server = start()) {
            assertThat(jwkSet(server)).isEqualTo(first).contains("\"RS256\"", "\"ES256\"");
        }
    }

    @Test
    void hasTheSameKeysAtAnotherAddress() throws Exception {
        String first;
        try (SaomaServer server = start()) {
            first = jwkSet(server);
        }

        int port = Site.freePort();
        try (SaomaServer server = start("saoma.port", String.valueOf(port), "saoma.path", "/sso")) {
            assertThat(server.publicUrl()).hasPort(port).hasPath("/sso");
            assertThat(jwkSet(server)).isEqualTo(first);
        }
    }

    @Test
    void isRefusedWithoutTheTablesOfTheProvider() {
        start("saoma.oidc", "off").close();

        assertThatThrownBy(() -> start("saoma.store.migrate", "false"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma_oidc_")
                .hasMessageContaining("saoma.store.migrate");
    }

    @Test
    void isRefusedWithAKeyThatDoesNotOpenTheStoredOnes() throws Exception {
        start().close();
        assertThatThrownBy(() -> start("saoma.oidc.key", KEY))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("saoma.oidc.key")
                .hasMessageContaining("./saoma oidc-keys --new");

        Files.delete(folder.resolve("data/oidc.key"));
        assertThatThrownBy(this::start).isInstanceOf(ConfigException.class).hasMessageContaining("oidc.key");
    }
}
