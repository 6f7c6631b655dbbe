package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What docs/openid.md says of the server and of files. examples/clients runs its commands. */
class OpenIdPageTest {
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BLOCK = Pattern.compile("```\\S+ ([^ \n]+)\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private String page;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(REPOSITORY.resolve("docs/openid.md"));
    }

    @Test
    void quotesFilesThatAreRun() throws IOException {
        List<MatchResult> quoted = BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).contains("/"))
                .toList();

        assertThat(quoted).hasSizeGreaterThan(2);
        for (MatchResult block : quoted) {
            assertThat(REPOSITORY.resolve(block.group(1))).content().contains(block.group(2));
        }
    }

    @Test
    void switchesTheProviderOn() throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals("saoma.properties"))
                .map(block -> block.group(2))
                .collect(Collectors.joining())));
        var settings = new HashMap<String, String>();
        properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));

        ServerSettings server = ServerSettings.of(settings);

        assertThat(server.oidc().isOn()).isTrue();
        assertThat(page).contains("`" + server.web().address() + "`");
    }

    @Test
    void listsTheSettings() {
        Set<String> provider = Configuration.KEYS.stream()
                .filter(key -> key.startsWith("saoma.oidc"))
                .collect(Collectors.toSet());

        assertThat(names(section("## Switch it on"), 1)).isEqualTo(provider);
    }

    @Test
    void listsTheScopesAndClaimsThatTheServerAnnounces(@TempDir Path folder) {
        try (Site site = Site.withProvider(Site.open(folder))) {
            Reply metadata = site.browser().get("/.well-known/openid-configuration");

            assertThat(names(section("## Claims"), 1))
                    .isEqualTo(texts(metadata.json().path("scopes_supported")));
            assertThat(names(section("## Claims"), 2))
                    .isEqualTo(texts(metadata.json().path("claims_supported")));
        }
    }

    @Test
    void namesOnlyFilesThatAreThere() {
        List<String> links =
                LINK.matcher(page).results().map(link -> link.group(1)).toList();

        assertThat(links).hasSizeGreaterThan(5);
        assertThat(links)
                .allSatisfy(link ->
                        assertThat(REPOSITORY.resolve("docs").resolve(link)).exists());
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the names in a column of a table. */
    private static Set<String> names(String section, int column) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Stream.of(line.split("\\|")[column]))
                .flatMap(cell -> NAME.matcher(cell).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String section(String heading) {
        int from = page.indexOf("\n" + heading + "\n");
        assertThat(from).as(heading).isPositive();
        return page.substring(from, page.indexOf("\n## ", from + 1));
    }
}
