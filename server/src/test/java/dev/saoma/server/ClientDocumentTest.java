package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.element.Elements;
import dev.saoma.error.ConfigException;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.servlet.WebSettings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands and reads the files of docs/openid.md. */
class ClientDocumentTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./saoma (client .*)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\|.*$");

    @TempDir
    private Path folder;

    private String section;

    @BeforeEach
    void read() throws IOException {
        Site.write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        String page = Files.readString(Path.of("../docs/openid.md"));
        int from = page.indexOf("\n## Register a client\n");
        assertThat(from).isPositive();
        int to = page.indexOf("\n## ", from + 1);
        section = page.substring(from, to < 0 ? page.length() : to);
    }

    private List<RegisteredClient> clients() {
        return new ClientReader(Mode.PRODUCTION)
                .read(Elements.open(folder.resolve("app"), variable -> Optional.empty()));
    }

    @Test
    void runsEveryCommand() throws IOException {
        Path config = Files.writeString(folder.resolve("saoma.properties"), """
                saoma.public-url=https://login.example.com
                saoma.trusted-proxies=10.0.0.0/8
                saoma.app=%s
                """.formatted(folder.resolve("app")));
        List<String> commands =
                COMMAND.matcher(section).results().map(found -> found.group(1)).toList();

        assertThat(commands).hasSizeGreaterThan(4);
        for (String command : commands) {
            assertThat(command).endsWith(" --config saoma.properties");
            CommandRun run = CommandRun.of(
                    config, command.replace(" --config saoma.properties", "").split(" "));
            assertThat(run.code()).as(command + run.errors()).isZero();
        }
        assertThat(clients()).extracting(client -> client.id().value()).containsExactly("Console", "Grafana", "Tool");
    }

    private void file(String business) {
        Site.write(
                folder.resolve("app/auths/clients/Grafana/e.json"),
                "{\"type\":\"auths.clients.ClientType\",\"title\":\"Grafana\"}");
        Site.write(folder.resolve("app/auths/clients/Grafana/Grafana.json"), business);
    }

    private String example() {
        int from = section.indexOf("```json\n{ \"clientId\"") + 8;
        return section.substring(from, section.indexOf("```", from));
    }

    @Test
    void readsTheExample() {
        file(example());

        assertThat(clients()).extracting(client -> client.id().value()).containsExactly("grafana");
    }

    /** A key without effect would be accepted with any value. */
    @Test
    void listsKeysThatHaveAnEffect() {
        var keys = new TreeSet<>(
                ROW.matcher(section).results().map(found -> found.group(1)).toList());

        assertThat(keys).hasSize(17);
        for (String key : keys) {
            String rest = example().replaceFirst("\"" + key + "\": *(\\[[^]]*]|[^,}]*)", "\"unused\": 1");
            file(rest.replaceFirst("\\{", "{\"" + key + "\":{},"));

            ConfigException fault = catchThrowableOfType(ConfigException.class, this::clients);

            assertThat(fault).as(key).isNotNull();
            assertThat(fault.all()).extracting(ConfigException::key).contains(key);
        }
    }

    @Test
    void listsTheKeysOfTheExample() {
        List<String> keys = Pattern.compile("\"([A-Za-z]+)\":")
                .matcher(example())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(ROW.matcher(section).results().map(found -> found.group(1)).toList())
                .containsAll(keys);
    }
}
