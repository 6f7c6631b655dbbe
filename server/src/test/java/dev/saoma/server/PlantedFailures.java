package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A site where logins failed for ten reasons. Eight are failed steps. The other two are a second login method with a wrong
 * callback domain, and this machine's clock, which is ahead of the database's.
 */
final class PlantedFailures implements AutoCloseable {
    /** The login method whose callback domain is wrong. */
    static final String UNRETURNED = "PartnerLogin";

    /** The codes of the failed steps, and who must act. */
    static final Map<String, String> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("wechat_configuration", "You, the operator");
        STEPS.put("state_invalid", "The person");
        STEPS.put("login_cancelled", "The person");
        STEPS.put("wechat_unreachable", "WeChat");
        STEPS.put("wechat_not_bound", "The person");
        STEPS.put("account_disabled", "You, the operator");
        STEPS.put("login_inactive", "You, the operator");
        STEPS.put("rate_limited", "The person");
    }

    private static final String ELEMENT = "/api/admin/elements/auths.loginTypes." + Site.INSTANCE;
    private static final Duration AHEAD = Duration.ofSeconds(400);

    private final DatabaseServer.Running database;
    private final AheadClock clock = new AheadClock(AHEAD.minus(Duration.ofMinutes(11)));
    private final Site site;

    /** The system's clock, set by some time. */
    private static final class AheadClock extends Clock {
        private final AtomicReference<Duration> ahead;

        AheadClock(Duration ahead) {
            this.ahead = new AtomicReference<>(ahead);
        }

        void setBy(Duration duration) {
            ahead.updateAndGet(duration::plus);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private PlantedFailures(DatabaseServer.Running database, Path folder) {
        this.database = database;
        this.site = Site.withConsole(folder, database.store(), clock);
    }

    static PlantedFailures in(Path folder) throws Exception {
        var planted = new PlantedFailures(DatabaseServer.POSTGRESQL.run(folder), folder);
        try {
            planted.plant();
            return planted;
        } catch (Exception | AssertionError e) {
            planted.close();
            throw e;
        }
    }

    Site site() {
        return site;
    }

    private void plant() throws Exception {
        wrongCallbackDomain();
        clock.setBy(Duration.ofMinutes(10));
        disabledUser();
        change("\"registration\":\"deny\"");
        site.browser().login(site.code("alice"));
        refusedOnThePhone();
        site.browser().finish(site.code("alice"), site.browser().attempt().text("state"));
        weChatDown();
        change("\"secret\":{\"typed\":\"00000000000000000000000000000000\"}");
        site.browser().login(site.code("wang"));
        change("\"isActive\":false");
        assertThat(site.browser().attempt().code()).isEqualTo("login_inactive");
        change("\"isActive\":true");
        tooManyAttempts();
        clock.setBy(Duration.ofMinutes(1));
        for (String code : STEPS.keySet()) {
            requireStored(code);
        }
        // The node reports its clock every ten seconds.
        Eventually.holds(
                "both findings",
                () -> site.admin()
                        .get("/api/admin/flow/findings")
                        .body()
                        .matches("(?s).* s ahead of .*none-returned.*|.*none-returned.* s ahead of .*"));
    }

    private void wrongCallbackDomain() {
        App app = Sample.OTHER_APP;
        site.wechat().put(App.website(app.appid(), app.secret(), app.name(), app.account(), "www.example.com"));
        String element = "/api/admin/elements/auths.loginTypes." + UNRETURNED;
        String draft = "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"Partner\",\"appId\":\"" + app.appid()
                + "\",\"secret\":{\"typed\":\"" + app.secret() + "\"},\"openPlatform\":\"other\",\"isActive\":true}";
        Reply created = site.admin().call("PUT", element, draft, "If-None-Match: *");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        for (int i = 0; i < 7; i++) {
            assertThat(site.browser().start(UNRETURNED, "login").status()).isEqualTo(201);
        }
    }

    private void disabledUser() {
        site.wechat().put(User.named("dora", "dora"));
        Browser dora = site.browser();
        dora.login(site.code("dora"));
        String user = dora.session().json().path("user").path("userId").asString();
        site.admin().call("PATCH", "/api/admin/users/" + user, "{\"isActive\":false}");
        site.browser().login(site.code("dora"));
    }

    private void refusedOnThePhone() {
        Browser browser = site.browser();
        String state = browser.attempt().text("state");
        browser.post("/api/login/" + Site.INSTANCE + "/code", "{\"state\":\"" + state + "\"}");
    }

    private void weChatDown() {
        site.wechat().fault(Target.ACCESS_TOKEN, 3, new Fault.Reset());
        site.browser().login(site.code("alice"));
        site.wechat().clearFaults();
    }

    private void tooManyAttempts() {
        Browser browser = site.browser();
        for (int i = 0; i < 500; i++) {
            if (browser.attempt().code().equals("rate_limited")) {
                return;
            }
        }
        throw new AssertionError("no attempt was too many");
    }

    private void change(String members) {
        String tag = site.admin().get(ELEMENT).header("ETag");
        Reply saved = site.admin().call("PUT", ELEMENT, "{" + members + "}", "If-Match: " + tag);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    }

    private void requireStored(String code) throws Exception {
        Eventually.holds(
                code + " is stored",
                () -> !site.admin()
                        .get("/api/admin/flow/failures?code=" + code)
                        .json()
                        .isEmpty());
    }

    @Override
    public void close() {
        site.close();
        try {
            database.close();
        } catch (Exception e) {
            throw new IllegalStateException("the database does not stop", e);
        }
    }
}
