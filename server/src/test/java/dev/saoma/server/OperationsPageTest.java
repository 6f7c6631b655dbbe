package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.login.LoginLifetimes;
import dev.saoma.observe.LoginSteps;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.EffectiveSetting;
import dev.saoma.servlet.RateLimits;
import dev.saoma.session.SessionLifetimes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/operations.md lists exactly the settings and metrics that exist. */
class OperationsPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| ([^|]*) \\|.*");

    @Test
    void listsExactlyTheSettings() throws IOException {
        assertThat(names("## Settings")).isEqualTo(Configuration.KEYS);
    }

    @Test
    void saysTheirDefaults() throws IOException {
        assertThat(byDefault("saoma.session.idle")).isEqualTo(SessionLifetimes.DEFAULT.idle());
        assertThat(byDefault("saoma.session.absolute")).isEqualTo(SessionLifetimes.DEFAULT.absolute());
        assertThat(byDefault("saoma.session.recent")).isEqualTo(SessionLifetimes.DEFAULT.recent());
        assertThat(byDefault("saoma.login.attempt")).isEqualTo(LoginLifetimes.DEFAULT.attempt());
        assertThat(byDefault("saoma.login.login-code")).isEqualTo(LoginLifetimes.DEFAULT.loginCode());
        assertThat(byDefault("saoma.login.bind-ticket")).isEqualTo(LoginLifetimes.DEFAULT.bindTicket());
        assertThat(byDefault("saoma.login.invitation")).isEqualTo(LoginLifetimes.DEFAULT.invitation());
        assertThat(byDefault("saoma.login.profile")).isEqualTo(LoginLifetimes.DEFAULT.profile());
        RateLimits limits = RateLimits.DEFAULT;
        assertThat(List.of(cell("saoma.limits.attempts"), cell("saoma.limits.calls"), cell("saoma.limits.failures")))
                .isEqualTo(List.of(
                        limits.attempts().burst() + "," + limits.attempts().perMinute(),
                        limits.calls().burst() + "," + limits.calls().perMinute(),
                        limits.failures().burst() + "," + limits.failures().perMinute()));
    }

    /** The console shows them. */
    @Test
    void saysTheDefaultsThatTheServerShows() throws IOException {
        for (EffectiveSetting setting :
                Configuration.of(Map.of(), Map.of(), Optional.empty()).effective()) {
            String raw = rawCell(setting.key());
            assertThat(setting.byDefault())
                    .as(setting.key())
                    .isEqualTo(raw.startsWith("`") ? Optional.of(raw.split("`")[1]) : Optional.empty());
        }
    }

    @Test
    void listsExactlyOurMetricsAndNoneOfTheProcessThatIsNotThere(@TempDir Path folder) throws Exception {
        Set<String> listed = names("## Metrics");
        Set<String> there;
        try (Site site = Site.withProvider(Site.open(folder))) {
            RelyingParty.web(site, "Shop", "").tokens(site.browser(), "alice");
            URI metrics = URI.create(site.server().managementUrl().orElseThrow() + "/metrics");
            System.gc();
            there = ManagementTest.names(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body());
        }

        assertThat(ours(listed)).isEqualTo(ours(there)).hasSizeGreaterThan(5);
        listed.remove("jvm_gc_pause_seconds");
        assertThat(there).containsAll(listed);
    }

    @Test
    void namesEveryStep() throws IOException {
        assertThat(section("## Metrics"))
                .contains(
                        LoginSteps.NAMES.stream().map(name -> "`" + name + "`").toList());
    }

    private static Set<String> ours(Set<String> names) {
        var ours = new TreeSet<>(names);
        ours.removeIf(name -> !name.startsWith("saoma_"));
        return ours;
    }

    private static Set<String> names(String heading) throws IOException {
        var names = new TreeSet<String>();
        section(heading).lines().map(ROW::matcher).filter(Matcher::matches).forEach(row -> names.add(row.group(1)));
        return names;
    }

    private static Duration byDefault(String key) throws IOException {
        return Duration.parse((cell(key).endsWith("d") ? "P" : "PT") + cell(key).toUpperCase(Locale.ROOT));
    }

    private static String cell(String key) throws IOException {
        return rawCell(key).replace("`", "");
    }

    private static String rawCell(String key) throws IOException {
        return section("## Settings")
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches() && row.group(1).equals(key))
                .map(row -> row.group(2))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the text from a heading to the next. */
    private static String section(String heading) throws IOException {
        String page = Files.readString(Path.of("../docs/operations.md"));
        int from = page.indexOf("\n" + heading + "\n");
        assertThat(from).as(heading).isPositive();
        int to = page.indexOf("\n## ", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }
}
