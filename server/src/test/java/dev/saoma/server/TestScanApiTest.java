package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.Reply;
import dev.saoma.testing.StoredText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An administrator tries a login method with a real scan, before it is switched on. */
@Timeout(120)
class TestScanApiTest {
    private static final String NAME = "auths.loginTypes." + Site.INSTANCE;
    private static final String TEST = "/api/admin/elements/" + NAME + "/test";
    private static final String RESULT = TEST + "/result";

    @TempDir
    private Path folder;

    private static Reply finish(Browser admin, String state, String code) {
        return admin.post(RESULT, "{\"state\":\"" + state + "\",\"code\":\"" + code + "\"}");
    }

    private static JsonNode run(Site site, String code) {
        Browser admin = site.admin();
        return finish(admin, admin.post(TEST, "{}").text("state"), code).json();
    }

    private static List<String> steps(JsonNode result) {
        return StreamSupport.stream(result.path("steps").spliterator(), false)
                .map(step -> step.path("name").asString() + " "
                        + (step.path("error").isNull()
                                ? step.path("outcome").asString()
                                : step.path("error").path("code").asString()))
                .toList();
    }

    private static JsonNode error(JsonNode result) {
        return StreamSupport.stream(result.path("steps").spliterator(), false)
                .map(step -> step.path("error"))
                .filter(error -> !error.isNull())
                .findFirst()
                .orElseThrow();
    }

    private void element(String appId, String secret, String more) {
        Site.write(folder.resolve("app/auths/loginTypes/MyWeChatLogin/MyWeChatLogin.json"), """
                {"authConfig": {"appId": "%s", "appSecret": "%s"}, "registration": "deny"%s}""".formatted(
                        appId, secret, more));
    }

    private List<String> stored() throws Exception {
        try (var jdbc = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/saoma.db"))) {
            // The record of logins has the steps of a test too, and its minutes end at any time; so does the node's
            // report.
            return StoredText.of(jdbc).stream()
                    .filter(value -> !value.startsWith("saoma_flow_") && !value.startsWith("saoma_node."))
                    .toList();
        }
    }

    /** Acts as WeChat's page and the phone. Returns the code that the page sends to the callback. */
    private static String scanAndAllow(Site site, String authorizeUrl) throws Exception {
        HttpClient page = HttpClient.newHttpClient();
        String shown = page.send(
                        HttpRequest.newBuilder(URI.create(authorizeUrl)).build(), BodyHandlers.ofString())
                .body();
        assertThat(shown).contains("uuid");
        QrCode qr = site.wechat().qrCodes().get(0);
        site.wechat().scan(qr.uuid(), "alice");
        site.wechat().allow(qr.uuid(), "alice");
        URI poll = URI.create(site.wechat().baseUrl() + "/connect/l/qrconnect?uuid=" + qr.uuid());
        Matcher code = Pattern.compile("wx_code='([^']+)'")
                .matcher(page.send(HttpRequest.newBuilder(poll).build(), BodyHandlers.ofString())
                        .body());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    @Test
    void triesAMethodThatIsSwitchedOffAndWritesOneEvent() throws Exception {
        try (Site site = Site.withConsole(folder, "deny")) {
            element(Sample.APP.appid(), Sample.APP.secret(), ", \"isActive\": false");
            site.restart();
            Browser admin = site.admin();
            List<String> before = stored();

            Reply begun = admin.post(TEST, "{}");
            assertThat(begun.status()).isEqualTo(201);
            assertThat(begun.text("authorizeUrl")).contains("self_redirect=true", "state=" + begun.text("state"));
            String code = scanAndAllow(site, begun.text("authorizeUrl"));
            Reply callback = site.browser()
                    .get(
                            "/api/login/" + Site.INSTANCE + "/callback?code=" + code + "&state=" + begun.text("state"),
                            "Sec-Fetch-Dest: iframe",
                            "Sec-Fetch-Mode: navigate");
            JsonNode result = finish(admin, begun.text("state"), code).json();

            assertThat(callback.status()).isEqualTo(200);
            assertThat(callback.header("Content-Security-Policy")).contains("frame-ancestors 'self'");
            assertThat(result.path("outcome").asString()).isEqualTo("ok");
            assertThat(steps(result))
                    .containsExactly("returned ok", "state ok", "exchange ok", "profile ok", "person ok");
            assertThat(result.path("person").asString()).isEqualTo("new_refused");
            assertThat(result.path("nickname").asString()).isEqualTo("Alice");
            assertThat(result.path("openid").asString()).hasSize(5).contains("…");
            assertThat(result.path("hasUnionid").asBoolean()).isTrue();
            assertThat(result.path("userId").isNull()).isTrue();
            var added = new ArrayList<>(stored());
            before.forEach(added::remove);
            assertThat(added)
                    .allMatch(value -> value.startsWith("saoma_audit_event."))
                    .filteredOn(value -> value.startsWith("saoma_audit_event.id"))
                    .hasSize(1);
            JsonNode event =
                    admin.get("/api/admin/audit?kind=instance_tested").json().path(0);
            assertThat(event.path("actor").asString()).isEqualTo("key");
            assertThat(event.path("note").asString()).isEqualTo(NAME + " ok");
            assertThat(site.exchanges()).isEqualTo(1);
        }
    }

    @Test
    void namesEachFailureWithItsFix() {
        try (Site site = Site.withConsole(folder, "deny")) {
            site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.ErrorCode(40164, "invalid ip"));
            JsonNode address = run(site, site.code("alice"));
            site.wechat().fault(Target.ACCESS_TOKEN, 3, new Fault.Reset());
            JsonNode down = run(site, site.code("alice"));
            site.wechat().clearFaults();
            String code = site.code("alice");
            run(site, code);
            JsonNode used = run(site, code);
            Browser admin = site.admin();
            String state = admin.post(TEST, "{}").text("state");
            JsonNode refused =
                    admin.post(RESULT, "{\"state\":\"" + state + "\"}").json();
            element(Sample.APP.appid(), "0".repeat(32), "");
            site.restart();
            JsonNode secret = run(site, site.code("alice"));
            element("wx0000000000000000", Sample.APP.secret(), "");
            site.restart();
            JsonNode appId = run(site, site.code("alice"));

            assertThat(error(address).path("cause").asString()).isEqualTo("address");
            assertThat(error(address).path("fix").asString()).contains("IP");
            assertThat(error(down).path("code").asString()).isEqualTo("wechat_unreachable");
            assertThat(error(down).path("actor").asString()).isEqualTo("wechat");
            assertThat(error(used).path("code").asString()).isEqualTo("wechat_code_invalid");
            assertThat(error(used).path("cause").isNull()).isTrue();
            assertThat(steps(refused)).containsExactly("returned login_cancelled");
            assertThat(error(secret).path("cause").asString()).isEqualTo("app_secret");
            assertThat(error(secret).path("actor").asString()).isEqualTo("operator");
            assertThat(error(secret).path("detail").asString()).contains("errcode");
            assertThat(error(appId).path("cause").asString()).isEqualTo("app_id");
            assertThat(steps(appId)).containsExactly("returned ok", "state ok", "exchange wechat_configuration");
            assertThat(List.of(address, down, used, refused, secret, appId))
                    .allMatch(result -> result.path("outcome").asString().equals("failed"))
                    .noneMatch(result -> result.toString().contains(Sample.APP.secret()));
        }
    }

    @Test
    void saysItInChinese() {
        try (Site site = Site.withConsole(folder, "deny")) {
            site.wechat().fault(Target.ACCESS_TOKEN, 1, new Fault.ErrorCode(40125, "invalid appsecret"));
            Browser admin = site.admin();
            String state = admin.post(TEST, "{}").text("state");

            JsonNode result = admin.post(
                            RESULT,
                            "{\"state\":\"" + state + "\",\"code\":\"" + site.code("alice") + "\"}",
                            "Accept-Language: zh-CN")
                    .json();

            assertThat(error(result).path("title").asString()).contains("微信拒绝该 appSecret");
        }
    }

    @Test
    void belongsToOneSessionOfTheConsoleAndToNoLogin() {
        try (Site site = Site.withConsole(folder, "open")) {
            Browser ann = signedIn(site, "ann");
            Browser bob = signedIn(site, "bob");
            String state = ann.post(TEST, "{}").text("state");
            String code = site.code("alice");
            long asked = site.exchanges();

            assertThat(steps(finish(bob, state, code).json())).containsExactly("returned ok", "state state_invalid");
            assertThat(steps(finish(site.admin(), state, code).json()))
                    .containsExactly("returned ok", "state state_invalid");
            assertThat(ann.finish(code, state).code()).isEqualTo("state_invalid");
            assertThat(ann.post(
                                    "/api/bindings/" + Site.INSTANCE,
                                    "{\"state\":\"" + state + "\",\"code\":\"" + code + "\"}")
                            .code())
                    .isEqualTo("state_invalid");
            assertThat(ann.get(
                                    "/api/login/" + Site.INSTANCE + "/callback?code=" + code + "&state=" + state,
                                    "Sec-Fetch-Dest: document",
                                    "Sec-Fetch-Mode: navigate")
                            .status())
                    .as("the page, and no session")
                    .isEqualTo(200);
            assertThat(site.exchanges()).isEqualTo(asked);
            assertThat(finish(ann, state, code).json().path("person").asString())
                    .isEqualTo("new_open");
            assertThat(site.browser()
                            .post("/api/login/" + Site.INSTANCE + "/attempts", "{\"intent\":\"test\"}")
                            .code())
                    .isEqualTo("invalid_request");

            String login = ann.attempt().text("state");
            assertThat(steps(finish(ann, login, site.code("alice")).json()))
                    .containsExactly("returned ok", "state state_invalid");
        }
    }

    private static Browser signedIn(Site site, String person) {
        site.wechat().put(User.named(person, person));
        Browser browser = site.browser();
        String user = browser.login(site.code(person))
                .json()
                .path("user")
                .path("userId")
                .asString();
        site.admin().put("/api/admin/roles/" + user, "{\"role\":\"operator\"}");
        assertThat(browser.post("/api/admin/session", "{}").status()).isEqualTo(201);
        return browser;
    }

    @Test
    void isInTheRecordOfLoginsAndNoVisit() {
        try (Site site = Site.withConsole(folder, "deny")) {
            run(site, site.code("alice"));
            JsonNode attempt =
                    site.admin().get("/api/admin/flow?limit=1").json().path(0);
            site.restart();

            assertThat(StreamSupport.stream(attempt.path("steps").spliterator(), false)
                            .map(step -> step.path("name").asString()))
                    .containsExactly("test-attempt", "test-code", "/sns/oauth2/access_token", "/sns/userinfo");
            assertThat(attempt.path("outcome").asString()).isEqualTo("done");
            assertThat(StreamSupport.stream(
                                    site.admin()
                                            .get("/api/admin/flow/counts")
                                            .json()
                                            .spliterator(),
                                    false)
                            .map(count -> count.path("step").asString()))
                    .contains("test-code")
                    .doesNotContain("attempt", "code");
        }
    }

    @Test
    void isLimitedForEachAddress() {
        var few = new RateLimits(new RateLimit(2, 1), RateLimit.OFF, RateLimit.OFF);
        try (Site site = Site.withConsole(folder, new ClientSettings(List.of(), few))) {
            Browser admin = site.admin();
            admin.post(TEST, "{}");
            admin.post(TEST, "{}");

            assertThat(admin.post(TEST, "{}").code()).isEqualTo("rate_limited");
            assertThat(admin.post(TEST.replace(Site.INSTANCE, "None"), "{}").code())
                    .isEqualTo("not_found");
        }
    }
}
