package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.element.Elements;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.servlet.WebSettings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the clients' files of docs/openid-clients.md as a server in production does. */
class ClientRecipesTest {
    private static final Pattern FILE = Pattern.compile("(?ms)^```json (\\w+)\\.json\n(.*?)^```$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[([^]]+)]\\(#([^)]+)\\) \\| ([^|]+) \\|");
    private static final Pattern PACKAGE =
            Pattern.compile("\"(oidc-client-ts|openid-client|@auth/core)\": \"([^\"]+)\"");

    private String text;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(Path.of("../docs/openid-clients.md"));
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    @Test
    void areTakenOverInProduction(@TempDir Path folder) {
        Site.write(folder.resolve("app.json"), "{\"appId\":\"test.Shop\"}");
        List<MatchResult> files = all(FILE, text);
        for (MatchResult file : files) {
            Path element = folder.resolve("auths/clients").resolve(file.group(1));
            Site.write(element.resolve("e.json"), "{\"type\":\"auths.clients.ClientType\",\"title\":\"A\"}");
            Site.write(element.resolve(file.group(1) + ".json"), file.group(2));
        }
        List<RegisteredClient> clients = new ClientReader(Mode.PRODUCTION)
                .read(Elements.open(folder, variable -> Optional.of(RelyingParty.SECRET)));

        assertThat(files).hasSizeGreaterThan(10);
        assertThat(clients)
                .extracting(client -> client.id().value())
                .containsExactlyInAnyOrderElementsOf(
                        files.stream().map(file -> file.group(1)).toList());
    }

    /** Each client of the table has a section, and a variable of its own for its secret. */
    @Test
    void areInTheTable() {
        List<MatchResult> rows = all(ROW, text);
        List<String> anchors = all(Pattern.compile("(?m)^## (.+)$"), text).stream()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();

        assertThat(rows).hasSizeGreaterThan(10);
        assertThat(anchors).containsAll(rows.stream().map(row -> row.group(2)).toList());
        for (MatchResult file : all(FILE, text)) {
            assertThat(file.group(2))
                    .containsAnyOf(
                            "\"secret\": \"{{" + file.group(1).toUpperCase(Locale.ROOT) + "_SECRET}}\"",
                            "spa",
                            "native");
        }
    }

    @Test
    void nameTheVersionsThatAreTested() throws IOException {
        List<MatchResult> packages = all(PACKAGE, Files.readString(Path.of("src/test/node/package.json")));

        assertThat(packages).hasSize(3);
        for (MatchResult each : packages) {
            assertThat(all(ROW, text))
                    .extracting(row -> row.group(1) + " " + row.group(3))
                    .anyMatch(row -> row.contains(each.group(1) + " " + each.group(2)));
        }
    }
}
