package dev.saoma.server.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code saoma.console} as a port, and the address of the console there. */
class ConsolePortSettingsTest {
    private static ServerSettings read(String... more) {
        var given = new TreeMap<>(Map.of("saoma.public-url", "https://login.example.com"));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return ServerSettings.of(given);
    }

    private static WebSettings web(ServerSettings settings) {
        ConsolePort port = settings.admin().consolePort().orElseThrow();
        return port.web(settings.web(), port.port());
    }

    @Test
    void isOffOrAtThePublicAddressWithoutOne() {
        assertThat(read().admin().console()).isFalse();
        assertThat(read("saoma.console", "public").admin().console()).isTrue();
        assertThat(read("saoma.console", "public").admin().consolePort()).isEmpty();
    }

    @Test
    void isOnLoopbackByDefault() {
        ServerSettings settings =
                read("saoma.console", "9092", "saoma.path", "/sso", "saoma.allowed-origins", "https://a.example");

        assertThat(settings.admin().console()).isTrue();
        assertThat(settings.admin().consolePort()).contains(new ConsolePort("127.0.0.1", 9092, Optional.empty()));
        WebSettings web = web(settings);
        assertThat(web.address()).isEqualTo("http://localhost:9092");
        assertThat(web.allowedOrigins()).isEmpty();
        assertThat(web.cookieSuffix()).isEqualTo("-9092");
        assertThat(web.mode()).as("other host names are refused there").isEqualTo(Mode.DEVELOPMENT);
    }

    @Test
    void hasTheAddressOfAProxyOrATunnel() {
        WebSettings proxy = web(read("saoma.console", "9092", "saoma.console-url", "https://Console.example.com/"));
        assertThat(proxy.address()).isEqualTo("https://console.example.com");
        assertThat(proxy.isHttps()).isTrue();
        assertThat(proxy.mode()).isEqualTo(Mode.PRODUCTION);
        WebSettings tunnel = web(read(
                "saoma.console",
                "9092",
                "saoma.console-host",
                "0.0.0.0",
                "saoma.console-url",
                "http://localhost:9999"));
        assertThat(tunnel.publicUrl()).isEqualTo(URI.create("http://localhost:9999"));
        assertThat(web(read("saoma.console", "9092", "saoma.console-url", "https://login.example.com:9443"))
                        .cookieSuffix())
                .as("the host of the public address, which shares cookies")
                .isEqualTo("-9443");
    }

    @ParameterizedTest
    @CsvSource({
        "saoma.console, on, 'off, public or a port from 0 to 65535'",
        "saoma.console, 65536, 'off, public or a port from 0 to 65535'",
        "saoma.console, -1, 'off, public or a port from 0 to 65535'",
        "saoma.console, 8080, saoma.port too",
        "saoma.console, 9091, saoma.management.port too",
        "saoma.console-url, console.example.com, 'scheme, host and port alone'",
        "saoma.console-url, https://console.example.com/admin, 'scheme, host and port alone'",
        "saoma.console-url, http://console.example.com, plain http",
        "saoma.console-url, https://10.0.0.1, private network",
        "saoma.console-url, https://login.example.com, 'which is saoma.public-url'"
    })
    void namesWhatIsWrongAndWhereItWasSet(String key, String value, String problem) throws Exception {
        Path file = folder.resolve("saoma.properties");
        Files.write(
                file,
                List.of(
                        "saoma.public-url=https://login.example.com",
                        "saoma.management.port=9091",
                        key.equals("saoma.console") ? "" : "saoma.console=9092",
                        key + "=" + value));

        assertThatThrownBy(() -> ServerSettings.read(Configuration.of(Map.of(), Map.of(), Optional.of(file))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("\"" + key + "\"")
                .hasMessageContaining(problem)
                .satisfies(fault -> assertThat(((ConfigException) fault).all()).hasSize(1));
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"saoma.console-host, 127.0.0.1", "saoma.console-url, http://localhost:9092"})
    void areOfNoEffectWithoutIt(String key, String value) {
        assertThatThrownBy(() -> read("saoma.console", "public", key, value))
                .hasMessageContaining("\"" + key + "\"")
                .hasMessageContaining("has no effect unless saoma.console is a port");
    }

    @Test
    void staysOnLoopbackInDevelopment() {
        for (String[] one : List.of(
                new String[] {"saoma.console-host", "0.0.0.0"},
                new String[] {"saoma.console-url", "https://console.example.com"})) {
            assertThatThrownBy(() -> ServerSettings.of(
                            Map.of("saoma.mode", "development", "saoma.console", "9092", one[0], one[1])))
                    .hasMessageContaining("\"" + one[0] + "\"")
                    .hasMessageContaining("must be");
        }
    }

    @Test
    void isShownWithItsSource() {
        var effective = Configuration.of(Map.of(), Map.of("SAOMA_CONSOLE", "9092"), Optional.empty())
                .effective();

        assertThat(effective)
                .filteredOn(setting -> setting.key().startsWith("saoma.console"))
                .extracting(setting -> setting.key() + " " + setting.value().orElse("-") + " "
                        + setting.byDefault().orElse("-") + " "
                        + setting.where().orElse("-"))
                .containsExactly(
                        "saoma.console 9092 off SAOMA_CONSOLE",
                        "saoma.console-host - 127.0.0.1 -",
                        "saoma.console-url - - -");
    }
}
