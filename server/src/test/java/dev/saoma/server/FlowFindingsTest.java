package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Eventually;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The causes of failed logins that no failed step names. */
@Timeout(120)
class FlowFindingsTest {
    private static final String FINDINGS = "/api/admin/flow/findings";

    @TempDir
    private Path folder;

    private static JsonNode findings(Site site) {
        return site.admin().get(FINDINGS).json();
    }

    private static void visit(Site site, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(site.browser().attempt().status()).isEqualTo(201);
        }
    }

    private static String atWeChat(Site site, String page) {
        String base = site.wechat().baseUrl();
        assertThat(page).startsWith(base);
        return new Browser(URI.create(base)).get(page.substring(base.length())).body();
    }

    @Test
    void nameAWrongCallbackDomain() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            site.setCallbackDomain("www.example.com");
            String page = site.browser().attempt().text("authorizeUrl");
            assertThat(atWeChat(site, page)).contains("redirect_uri 参数错误");
            visit(site, 4);
            clock.pass(Duration.ofMinutes(10));
            site.restart();

            assertThat(findings(site)).singleElement().satisfies(finding -> {
                assertThat(finding.path("check").asString()).isEqualTo("none-returned");
                assertThat(finding.path("level").asString()).isEqualTo("warn");
                assertThat(finding.path("actor").asString()).isEqualTo("operator");
                assertThat(finding.path("what").path("en").asString())
                        .startsWith("MyWeChatLogin: 5 pages showed a QR code in the last 24 h")
                        .endsWith("when people give up, it looks the same");
                assertThat(finding.path("fix").path("en").asString()).startsWith("set exactly localhost as callback");
                assertThat(finding.path("fix").path("zh").asString()).contains("localhost");
            });
        }
    }

    @Test
    void sayNothingWhenSomebodyCameBackOrTooFewWereThere() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            visit(site, 4);
            clock.pass(Duration.ofMinutes(10));
            site.restart();
            assertThat(findings(site)).as("four visits").isEmpty();
            visit(site, 1);
            site.restart();
            assertThat(findings(site)).hasSize(1);
            assertThat(site.admin().get(FINDINGS + "?hours=1").json()).hasSize(1);
            clock.pass(Duration.ofHours(2));
            assertThat(site.admin().get(FINDINGS + "?hours=1").json())
                    .as("in the last hour")
                    .isEmpty();
            site.browser().login("0000000000000000000000000000000a");
            site.restart();
            assertThat(findings(site)).as("one came back, and failed").isEmpty();
        }
    }

    /** It also leaves out what is counted of a login method that is there no more. */
    @Test
    void sayNothingOfASwitchedOffMethod() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            visit(site, 5);
            clock.pass(Duration.ofMinutes(10));
            site.restart();
            assertThat(findings(site)).hasSize(1);
            String element = "/api/admin/elements/auths.loginTypes." + Site.INSTANCE;
            String tag = site.admin().get(element).header("ETag");
            site.admin().call("PUT", element, "{\"isActive\":false}", "If-Match: " + tag);

            assertThat(findings(site)).isEmpty();
        }
    }

    /** A scan that a test of the method got through has passed WeChat's page. */
    @Test
    void sayNothingWhenATestCameBack() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            visit(site, 5);
            clock.pass(Duration.ofMinutes(10));
            String test = "/api/admin/elements/auths.loginTypes." + Site.INSTANCE + "/test";
            String state = site.admin().post(test, "{}").text("state");
            String code = site.code("alice");
            Reply result =
                    site.admin().post(test + "/result", "{\"state\":\"" + state + "\",\"code\":\"" + code + "\"}");
            assertThat(result.text("outcome")).isEqualTo("ok");
            site.restart();

            assertThat(findings(site)).isEmpty();
        }
    }

    /** The first people may still be at WeChat. */
    @Test
    void waitUntilTheFirstQrCodesHaveExpired() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            visit(site, 5);
            clock.pass(Duration.ofMinutes(2));
            site.restart();

            assertThat(findings(site)).isEmpty();
        }
    }

    @Test
    void nameANodeWhoseClockIsOff() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site one = Site.withConsole(folder.resolve("one"), database.store());
                Site two = Site.withConsole(folder.resolve("two"), database.store(), ahead)) {
            Browser browser = one.browser();
            String state = browser.attempt().text("state");
            browser.moveTo(two.server().publicUrl());
            Reply expired = browser.finish(two.code("alice"), state);
            assertThat(expired.code()).isEqualTo("state_invalid");

            Eventually.holds("the finding", () -> findings(one).size() == 1);
            JsonNode finding = findings(one).path(0);
            assertThat(finding.path("check").asString()).isEqualTo("clock");
            assertThat(finding.path("level").asString()).isEqualTo("fail");
            assertThat(finding.path("actor").asString()).isEqualTo("operator");
            assertThat(finding.path("what").path("en").asString())
                    .matches("the clock of node [0-9a-f]{8} on \\S+ is 3(599|600) s ahead of the database's: .*");
            assertThat(finding.path("fix").path("en").asString()).contains("chrony");
            JsonNode nodes = one.admin().get("/api/admin/nodes").json();
            assertThat(nodes)
                    .filteredOn(node -> node.path("isClockOff").asBoolean())
                    .singleElement()
                    .satisfies(
                            node -> assertThat(finding.path("what").path("en").asString())
                                    .contains(node.path("node").asString()));
        }
    }
}
