package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.world.Sample;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An administrator sees each login step by step, why it failed, and who must act. */
@Timeout(120)
class FlowTest {
    private static final String FLOW = "/api/admin/flow";

    @TempDir
    private Path folder;

    private static JsonNode newest(Site site) {
        return site.admin().get(FLOW + "?limit=1").json().path(0);
    }

    /** Returns the steps of the newest attempt, without the calls to WeChat. */
    private static List<String> steps(Site site) {
        return StreamSupport.stream(newest(site).path("steps").spliterator(), false)
                .filter(step -> !step.path("name").asString().startsWith("/"))
                .map(step -> step.path("name").asString()
                        + (step.path("error").isNull()
                                ? ""
                                : " " + step.path("error").path("code").asString() + " "
                                        + step.path("error").path("actor").asString()))
                .toList();
    }

    @Test
    void showsALoginStepByStep() {
        try (Site site = Site.open(folder)) {
            site.browser().login(site.code("alice"));

            JsonNode attempt = newest(site);
            assertThat(attempt.path("outcome").asString()).isEqualTo("done");
            assertThat(attempt.path("instance").asString()).isEqualTo(Site.INSTANCE);
            assertThat(attempt.path("attempt").asString()).matches("[0-9a-f]{16}");
            assertThat(StreamSupport.stream(attempt.path("steps").spliterator(), false)
                            .map(step -> step.path("name").asString()))
                    .containsExactly("attempt", "code", "/sns/oauth2/access_token", "/sns/userinfo", "session");
        }
    }

    @Test
    void namesEachFailureAndWhoMustAct() {
        try (Site site = Site.open(folder, "deny", Clock.systemUTC())) {
            Browser browser = site.browser();
            browser.login(site.code("alice"));
            assertThat(steps(site)).containsExactly("attempt", "code wechat_not_bound person");

            browser.login("0000000000000000000000000000000a");
            assertThat(steps(site)).containsExactly("attempt", "code wechat_code_invalid person");

            site.wechat().fault(Target.ACCESS_TOKEN, 3, new Fault.Reset());
            browser.login(site.code("alice"));
            site.wechat().clearFaults();
            assertThat(steps(site)).containsExactly("attempt", "code wechat_unreachable wechat");

            String state = browser.attempt().text("state");
            browser.post("/api/login/" + Site.INSTANCE + "/code", "{\"state\":\"" + state + "\"}");
            assertThat(steps(site)).containsExactly("attempt", "code login_cancelled person");

            String others = browser.attempt().text("state");
            site.browser().finish(site.code("alice"), others);
            assertThat(steps(site)).containsExactly("attempt", "code state_invalid person");
        }
    }

    @Test
    void namesAWrongSecretASwitchedOffMethodAndADisabledUser() {
        try (Site site = Site.open(folder)) {
            String user = site.browser()
                    .login(site.code("alice"))
                    .json()
                    .path("user")
                    .path("userId")
                    .asString();
            site.admin().call("PATCH", "/api/admin/users/" + user, "{\"isActive\":false}");
            site.browser().login(site.code("alice"));
            assertThat(steps(site)).containsExactly("attempt", "code account_disabled operator");

            Site.instance(folder, Site.INSTANCE, Sample.APP.appid(), "0".repeat(32), "open");
            site.restart();
            site.browser().login(site.code("wang"));
            assertThat(steps(site)).containsExactly("attempt", "code wechat_configuration operator");

            Path business = folder.resolve("app/auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json");
            Site.write(business, "{\"authConfig\":{\"appId\":\"wx1\",\"appSecret\":\"x\"},\"isActive\":false}");
            site.restart();
            assertThat(site.browser().attempt().code()).isEqualTo("login_inactive");
            assertThat(steps(site)).containsExactly("attempt login_inactive operator");
        }
    }

    @Test
    void findsAttemptsByWhatIsKnownOfThem() {
        try (Site site = Site.open(folder)) {
            site.browser().login(site.code("alice"));
            site.browser().login("0000000000000000000000000000000a");
            site.browser().attempt();
            String failed = site.admin()
                    .get(FLOW + "?outcome=failed")
                    .json()
                    .path(0)
                    .path("attempt")
                    .asString();

            assertThat(site.admin().get(FLOW).json()).hasSize(3);
            assertThat(site.admin().get(FLOW + "?outcome=open").json()).hasSize(1);
            assertThat(site.admin().get(FLOW + "?attempt=" + failed).json()).hasSize(1);
            assertThat(site.admin().get(FLOW + "?code=wechat_code_invalid").json())
                    .hasSize(1);
            assertThat(site.admin().get(FLOW + "?code=wechat_busy").json()).isEmpty();
            assertThat(site.admin().get(FLOW + "?instance=Other").json()).isEmpty();
            long newest = newest(site).path("number").asLong();
            assertThat(site.admin().get(FLOW + "?after=" + newest).json()).isEmpty();
            assertThat(site.admin().get(FLOW + "?after=x").status()).isEqualTo(400);
        }
    }

    @Test
    void keepsFailuresAndCountsOverARestart() {
        try (Site site = Site.open(folder)) {
            checkOverARestart(site);
        }
    }

    @Test
    @Tag("full")
    void keepsThemOnMariaDb() throws Exception {
        try (var database = DatabaseServer.MARIADB.run(folder);
                Site site = Site.open(folder.resolve("site"), database.store())) {
            checkOverARestart(site);
        }
    }

    private static void checkOverARestart(Site site) {
        site.browser().login(site.code("alice"));
        site.browser().login("0000000000000000000000000000000a");
        String attempt = newest(site).path("attempt").asString();
        site.restart();

        JsonNode failures =
                site.admin().get(FLOW + "/failures?code=wechat_code_invalid").json();
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.path("attempt").asString()).isEqualTo(attempt);
            assertThat(failure.path("step").path("name").asString()).isEqualTo("code");
            assertThat(failure.path("step").path("error").path("actor").asString())
                    .isEqualTo("person");
        });
        assertThat(site.admin().get(FLOW + "/failures?attempt=" + attempt).json())
                .hasSize(1);
        assertThat(site.admin().get(FLOW + "/failures?before=1").json()).isEmpty();
        assertThat(counts(site)).contains("attempt ok 2", "code ok 1", "code wechat_code_invalid 1", "session ok 1");
    }

    /** One browser that fails ten times is one person's trouble. */
    @Test
    void countsTheBrowsersOfAFailure() {
        try (Site site = Site.open(folder)) {
            checkBrowsers(site);
        }
    }

    @Test
    @Tag("full")
    void countsTheBrowsersOnOtherDatabases() throws Exception {
        for (DatabaseServer kind : List.of(DatabaseServer.POSTGRESQL, DatabaseServer.MARIADB)) {
            try (var database = kind.run(Files.createDirectory(folder.resolve(kind.name())));
                    Site site = Site.open(folder.resolve("site" + kind), database.store())) {
                checkBrowsers(site);
            }
        }
    }

    private static void checkBrowsers(Site site) {
        Browser one = site.browser();
        for (int i = 0; i < 3; i++) {
            one.login("0000000000000000000000000000000" + i);
        }
        site.browser().login("0000000000000000000000000000000a");
        site.browser().login(site.code("alice"));
        site.restart();

        JsonNode counts = site.admin().get(FLOW + "/counts").json();
        assertThat(StreamSupport.stream(counts.spliterator(), false)
                        .filter(count -> count.path("step").asString().equals("code"))
                        .map(count -> count.path("outcome").asString() + " "
                                + count.path("number").asLong() + " "
                                + count.path("browsers").asLong()))
                .containsExactlyInAnyOrder("ok 1 0", "wechat_code_invalid 4 2");
    }

    /** A rate limit refuses a request before its step begins. */
    @Test
    void namesARefusedRequest() throws Exception {
        var few = new RateLimits(new RateLimit(1, 1), RateLimit.OFF, RateLimit.OFF);
        try (Site site = Site.open(folder, new ClientSettings(List.of(), few))) {
            site.browser().attempt();
            assertThat(site.browser().attempt().code()).isEqualTo("rate_limited");
            site.browser().post("/api/login/MyWeChatLogin/attempts", "{}", "Origin: https://evil.example");
            site.admin().get("/api/admin/users?limit=0");

            Eventually.holds(
                    "both failures",
                    () -> site.admin().get(FLOW + "/failures").json().size() == 2);
            assertThat(StreamSupport.stream(
                                    site.admin().get(FLOW + "/failures").json().spliterator(), false)
                            .map(failure -> failure.path("instance").asString() + " "
                                    + failure.path("step").path("name").asString() + " "
                                    + failure.path("step")
                                            .path("error")
                                            .path("code")
                                            .asString()))
                    .containsExactly("MyWeChatLogin request forbidden", "MyWeChatLogin request rate_limited");
        }
    }

    @Test
    void seesTheFailuresOfAllNodes() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site one = Site.open(folder.resolve("one"), database.store());
                Site two = Site.open(folder.resolve("two"), database.store())) {
            one.browser().login("0000000000000000000000000000000a");
            two.browser().login("0000000000000000000000000000000b");

            Eventually.holds(
                    "both failures",
                    () -> one.admin().get(FLOW + "/failures").json().size() == 2);
            JsonNode failures = two.admin().get(FLOW + "/failures").json();
            assertThat(failures.path(0).path("node").asString())
                    .isNotEqualTo(failures.path(1).path("node").asString());
        }
    }

    @Test
    void tellsHowFarLoginsCameByHour() {
        var clock = new MovableClock();
        try (Site site = Site.open(folder, "open", clock)) {
            site.browser().login(site.code("alice"));
            site.browser().login("0000000000000000000000000000000a");
            clock.pass(Duration.ofHours(30));
            site.browser().attempt();
            site.restart();

            assertThat(funnel(site, "?hours=720")).containsExactly("2 2 1 1", "1 0 0 0");
            assertThat(funnel(site, "")).containsExactly("1 0 0 0");
            for (String refused : List.of("0", "721", "x")) {
                assertThat(site.admin().get(FLOW + "/funnel?hours=" + refused).code())
                        .isEqualTo("invalid_request");
            }
        }
    }

    private static List<String> funnel(Site site, String query) {
        return StreamSupport.stream(
                        site.admin().get(FLOW + "/funnel" + query).json().spliterator(), false)
                .map(part -> Stream.of("visits", "returned", "accepted", "signedIn")
                        .map(stage -> part.path(stage).asString())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static List<String> counts(Site site) {
        Reply reply = site.admin().get(FLOW + "/counts?hours=1");
        return StreamSupport.stream(reply.json().spliterator(), false)
                .map(count -> count.path("step").asString() + " "
                        + count.path("outcome").asString() + " "
                        + count.path("number").asLong())
                .toList();
    }
}
