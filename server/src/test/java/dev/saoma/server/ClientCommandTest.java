package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.ClientSecretHash;
import dev.saoma.oidc.client.ClientType;
import dev.saoma.oidc.client.RedirectUri;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.servlet.WebSettings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code saoma client} as a script sees it. */
@Timeout(60)
class ClientCommandTest {
    private static final String ADDRESS = "https://grafana.example.com/login/generic_oauth";

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        Site.write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        config = Files.writeString(folder.resolve("saoma.properties"), """
                saoma.public-url=https://login.example.com
                saoma.path=/saoma
                saoma.trusted-proxies=10.0.0.0/8
                saoma.app=%s
                """.formatted(folder.resolve("app")));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(
                config, Stream.concat(Stream.of("client"), Stream.of(arguments)).toArray(String[]::new));
    }

    private CommandRun add(String name, String type, String address) {
        return run("add", name, "--type", type, "--redirect-uri", address);
    }

    private RegisteredClient client(String name) {
        Elements elements = Elements.open(folder.resolve("app"), variable -> Optional.empty());
        RegisteredClient client =
                new ClientReader(Mode.PRODUCTION).readByName(elements).get(new ElementName("auths.clients." + name));
        assertThat(client).isNotNull();
        return client;
    }

    private Path file(String name) {
        return folder.resolve("app/auths/clients/" + name + "/" + name + ".json");
    }

    private Map<String, String> files() throws IOException {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(folder.resolve("app"))) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                if (!path.getFileName().toString().startsWith(".")) {
                    texts.put(folder.relativize(path).toString(), Files.readString(path));
                }
            }
        }
        return texts;
    }

    @Test
    void addsAClientAndPrintsItsSecretOnce() throws IOException {
        CommandRun added = run(
                "add",
                "Grafana",
                "--type",
                "web",
                "--redirect-uri",
                ADDRESS,
                "--redirect-uri",
                ADDRESS + "/2",
                "--post-logout-redirect-uri",
                "https://grafana.example.com/login",
                "--scope",
                "openid,groups",
                "--scope",
                "profile",
                "--backchannel-logout-uri",
                "https://grafana.example.com/logout",
                "--refresh",
                "--pkce-optional",
                "--title",
                "图表");

        assertThat(added.code()).as(added.errors()).isZero();
        assertThat(added.value("issuer")).isEqualTo("https://login.example.com/saoma");
        assertThat(added.value("client_id")).isEqualTo("Grafana");
        String secret = added.value("client_secret");
        assertThat(secret).matches("[0-9a-f]{64}");
        RegisteredClient client = client("Grafana");
        assertThat(client.title()).isEqualTo("图表");
        assertThat(client.secrets()).containsExactly(ClientSecretHash.of(secret));
        assertThat(client.addresses().redirectUris())
                .containsExactly(new RedirectUri(ADDRESS), new RedirectUri(ADDRESS + "/2"));
        assertThat(client.addresses().postLogoutRedirectUris()).hasSize(1);
        assertThat(client.tokens().scopes()).containsExactly("openid", "groups", "profile");
        assertThat(file("Grafana"))
                .content()
                .contains("\"backchannelLogoutUri\": \"https://grafana.example.com/logout\"")
                .contains("\"refresh\": true")
                .contains("\"pkce\": \"optional\"");
        assertThat(files().values()).noneMatch(text -> text.contains(secret));
    }

    @Test
    void givesAPublicClientNoSecret() {
        CommandRun added = add("Console", "spa", "https://console.example.com/");

        assertThat(added.value("client_secret")).isEqualTo("none:");
        assertThat(client("Console").type()).isEqualTo(ClientType.SPA);
        assertThat(add("Tool", "native", "http://127.0.0.1/callback").code()).isZero();
        assertThat(client("Tool").entry().confirm()).isTrue();
        assertThat(run("secret", "Tool").code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "machine https://grafana.example.com/",
                "web http://grafana.example.com/",
                "web javascript:alert(1)",
                "web https://grafana.example.com/*",
                "spa com.example.app:/cb",
                "native http://grafana.example.com/"
            })
    void writesNothingThatTheServerWouldRefuse(String typeAndAddress) throws IOException {
        Map<String, String> before = files();
        String[] words = typeAndAddress.split(" ");

        CommandRun refused = add("Grafana", words[0], words[1]);

        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.errors()).contains("Grafana.json");
        assertThat(refused.out()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void writesOverNoClient() throws IOException {
        add("Grafana", "web", ADDRESS);
        Map<String, String> before = files();

        for (String name : List.of("Grafana", "GRAFANA", "ClientType", "Meta")) {
            assertThat(add(name, "web", ADDRESS).code()).as(name).isEqualTo(1);
        }
        assertThat(files()).isEqualTo(before);
        Files.delete(folder.resolve("app/auths/clients/Grafana/e.json"));
        assertThat(add("Grafana", "web", ADDRESS).code())
                .as("a file that is left")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../Grafana", "a.b", "1x", "a b", "图表", "con", "NUL"})
    void refusesAName(String name) throws IOException {
        Map<String, String> before = files();

        CommandRun refused = add(name, "web", ADDRESS);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors()).contains("letters, digits and _");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void refusesTheIdentifierOfAnotherClient() throws IOException {
        add("Grafana", "web", ADDRESS);
        Files.writeString(file("Grafana"), Files.readString(file("Grafana")).replace("\"Grafana\"", "\"Other\""));

        CommandRun refused = add("Other", "spa", ADDRESS);

        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.errors()).contains("clientId", "Grafana.json");
    }

    @Test
    void changesASecretWithoutAGap() throws IOException {
        String first = add("Grafana", "web", ADDRESS).value("client_secret");
        Files.writeString(
                file("Grafana"),
                Files.readString(file("Grafana"))
                        .replace("{\n  \"clientId\"", "{\n  \"ours\": {\"kept\": [1, 2.50]},\n  \"clientId\""));

        CommandRun added = run("secret", "Grafana");
        String second = added.value("client_secret");

        assertThat(added.code()).isZero();
        assertThat(client("Grafana").secrets())
                .containsExactly(ClientSecretHash.of(first), ClientSecretHash.of(second));
        assertThat(run("secret", "Grafana").code()).as("a third").isEqualTo(1);
        assertThat(run("secret", "Grafana", "--retire").code()).isZero();
        assertThat(client("Grafana").secrets()).containsExactly(ClientSecretHash.of(second));
        assertThat(run("secret", "Grafana", "--retire").code()).as("the last").isEqualTo(1);
        assertThat(client("Grafana").secrets()).hasSize(1);
        assertThat(Files.readString(file("Grafana")))
                .containsSubsequence(
                        "\"ours\"", "\"kept\"", "2.5", "clientId", "clientType", "secretHash", "redirectUris", "scopes")
                .doesNotContain(first, second);
    }

    @Test
    void retiresASecretOfTheEnvironmentFirst() throws IOException {
        add("Grafana", "web", ADDRESS);
        Files.writeString(
                file("Grafana"),
                Files.readString(file("Grafana"))
                        .replaceFirst(
                                "(?s)\"secretHash\".*?]", "\"secret\": \"CANARY_0123456789_0123456789_0123456789\""));
        String second = run("secret", "Grafana").value("client_secret");
        assertThat(client("Grafana").secrets()).hasSize(2);

        assertThat(run("secret", "Grafana", "--retire").code()).isZero();

        assertThat(client("Grafana").secrets()).containsExactly(ClientSecretHash.of(second));
        assertThat(Files.readString(file("Grafana"))).doesNotContain("CANARY");
    }

    @Test
    void knowsNoOtherClient() {
        CommandRun refused = run("secret", "Nobody");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errors()).contains("saoma client list");
    }

    @Test
    void listsClientsWithoutTheirSecrets() {
        assertThat(run("list").out()).contains("saoma client add");
        String secret = add("Grafana", "web", ADDRESS).value("client_secret");
        add("Console", "spa", "https://console.example.com/");

        CommandRun list = run("list");

        assertThat(list.code()).isZero();
        assertThat(list.out().lines())
                .containsExactly(
                        "Console  Console  spa  active  no secret  https://console.example.com/",
                        "Grafana  Grafana  web  active  1 secret(s)  " + ADDRESS);
        assertThat(list.out())
                .doesNotContain(secret, ClientSecretHash.of(secret).value());
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createDirectories(folder.resolve("app/auths"));
        Files.createSymbolicLink(folder.resolve("app/auths/clients"), elsewhere);

        CommandRun refused = add("Grafana", "web", ADDRESS);

        assertThat(refused.code()).isNotZero();
        try (Stream<Path> left = Files.list(elsewhere)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void saysWhatIsMissing() {
        Path missing = folder.resolve("app/app.json");
        assertThat(missing.toFile().delete()).isTrue();

        CommandRun refused = add("Grafana", "web", ADDRESS);

        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.errors()).contains("app.json").doesNotContain("\tat ");
        assertThat(Files.exists(folder.resolve("app/auths"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }
}
