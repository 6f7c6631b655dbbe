package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LoginFlowTest {
    private static final Site SITE = new Site();
    private static final String LOGIN = "MyWeChatLogin";

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void listsTheLoginMethodsWithoutSecrets() {
        Reply reply = SITE.browser().get("/api/login");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().toString())
                .contains(
                        "{\"name\":\"MyWeChatLogin\",\"title\":\"WeChat\",\"isActive\":true,\"authType\":\"WeChatType\","
                                + "\"authConfig\":{\"appId\":\"wx0123456789abcdef\"}}");
    }

    @Test
    void answersExactlyThePublicKeysOfOneMethod() {
        assertThat(SITE.browser().get("/api/login/" + LOGIN).body())
                .isEqualTo(
                        "{\"isActive\":true,\"authType\":\"WeChatType\",\"authConfig\":{\"appId\":\"wx0123456789abcdef\"}}");
        assertThat(SITE.browser().get("/api/login/Closed").body())
                .isEqualTo(
                        "{\"isActive\":false,\"authType\":\"WeChatType\",\"authConfig\":{\"appId\":\"wxbbbbbbbbbbbbbbbb\"}}");
    }

    @Test
    void logsInFromAttemptToLogout() {
        Browser browser = SITE.browser();

        Reply attempt = browser.start(LOGIN, "login");
        assertThat(attempt.status()).isEqualTo(201);
        assertThat(attempt.text("state")).matches("[0-9a-f]{64}");
        assertThat(attempt.text("redirectUri")).isEqualTo("https://login.example.com/api/login/MyWeChatLogin/callback");
        assertThat(attempt.text("authorizeUrl"))
                .startsWith(SITE.wechat.address() + "/connect/qrconnect?appid=wx0123456789abcdef")
                .contains("login_type=jssdk");
        assertThat(attempt.text("expiresAt"))
                .isEqualTo(SITE.clock.instant().plus(Duration.ofMinutes(20)).toString());

        Reply finished = browser.finish(LOGIN, attempt.text("state"), "whole-1");
        assertThat(finished.status()).isEqualTo(200);
        assertThat(finished.text("returnTo")).isEqualTo("/orders?open=1");
        assertThat(finished.json().path("corpList").isEmpty()).isTrue();

        Reply session = browser.redeem(finished.text("loginCode"));
        assertThat(session.status()).isEqualTo(201);
        assertThat(session.json().path("user").path("nickname").asString()).isEqualTo("<b>Zoë</b>");
        assertThat(session.json().has("token")).isFalse();
        assertThat(session.json().path("corp").isNull()).isTrue();

        Reply current = browser.get("/api/session");
        assertThat(current.status()).isEqualTo(200);
        assertThat(current.text("instance")).isEqualTo(LOGIN);

        assertThat(browser.delete("/api/session").status()).isEqualTo(204);
        assertThat(browser.cookies()).doesNotContainKey("__Host-saoma-session");
        assertThat(browser.get("/api/session").code()).isEqualTo("session_required");
    }

    @Test
    void answersARepeatByTheSameBrowserWithoutAskingWeChatAgain() {
        Browser browser = SITE.browser();
        String state = browser.start(LOGIN, "login").text("state");
        int before = SITE.wechat.exchanges.get();

        Reply first = browser.finish(LOGIN, state, "repeat-1");
        Reply second = browser.finish(LOGIN, state, "repeat-1");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(before + 1);
        assertThat(browser.finish(LOGIN, state, "repeat-2").code()).isEqualTo("state_invalid");
        browser.redeem(first.text("loginCode"));
        assertThat(browser.finish(LOGIN, state, "repeat-1").code()).isEqualTo("state_invalid");
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(before + 1);
    }

    @Test
    void refusesAStateThatIsNotThisBrowsersInstancesAndPurposes() {
        Browser owner = SITE.browser();
        String state = owner.start(LOGIN, "login").text("state");
        Browser other = SITE.browser();
        other.start(LOGIN, "login");
        Browser signedIn = SITE.signedIn("purpose");
        String bindState = signedIn.start(LOGIN, "bind").text("state");
        int before = SITE.wechat.exchanges.get();

        List<Reply> replies = List.of(
                other.finish(LOGIN, state, "x-1"),
                SITE.browser().finish(LOGIN, state, "x-1"),
                owner.finish("Strict", state, "x-1"),
                owner.finish(LOGIN, "0".repeat(64), "x-1"),
                owner.finish(LOGIN, "short", "x-1"),
                owner.finish(LOGIN, "A".repeat(500), "x-1"),
                signedIn.finish(LOGIN, bindState, "x-1"),
                signedIn.post("/api/bindings/" + LOGIN, Browser.pair(state, "x-1")));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(400));
        assertThat(replies).extracting(Reply::code).containsOnly("state_invalid");
        assertThat(replies).extracting(reply -> reply.text("detail")).hasSize(8);
        assertThat(Stream.of(0, 1, 2, 3, 4, 5, 6, 7)
                        .map(i -> replies.get(i).text("detail"))
                        .distinct())
                .hasSize(1);
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply.all("Set-Cookie")).isEmpty());
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(before);
        assertThat(owner.finish(LOGIN, state, "stillgood-1").status()).isEqualTo(200);
    }

    @Test
    void refusesAnExpiredAttemptAndAnExpiredLoginCode() {
        Browser browser = SITE.browser();
        String late = browser.start(LOGIN, "login").text("state");
        SITE.clock.pass(Duration.ofMinutes(20).plusSeconds(1));
        assertThat(browser.finish(LOGIN, late, "late-1").code()).isEqualTo("state_invalid");

        String loginCode = browser.finish(LOGIN, browser.start(LOGIN, "login").text("state"), "late-2")
                .text("loginCode");
        SITE.clock.pass(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(browser.redeem(loginCode).code()).isEqualTo("login_code_invalid");
    }

    @Test
    void usesTheAttemptUpWhenThePersonRefused() {
        for (String body : List.of("{\"state\":\"%s\"}", "{\"code\":\"authdeny\",\"state\":\"%s\"}")) {
            Browser browser = SITE.browser();
            String state = browser.start(LOGIN, "login").text("state");
            int before = SITE.wechat.exchanges.get();

            Reply reply = browser.post("/api/login/" + LOGIN + "/code", body.formatted(state));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("login_cancelled");
            assertThat(reply.text("returnTo")).isEqualTo("/orders?open=1");
            assertThat(browser.finish(LOGIN, state, "x-1").code()).isEqualTo("state_invalid");
            assertThat(SITE.wechat.exchanges.get()).isEqualTo(before);
        }
    }

    @Test
    void refusesAnUnknownPersonWhereNobodyMayRegister() {
        Browser browser = SITE.browser();

        Reply reply = browser.finish("Strict", browser.start("Strict", "login").text("state"), "stranger-1");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("wechat_not_bound");
        assertThat(reply.text("returnTo")).isEqualTo("/orders?open=1");
        assertThat(reply.all("Set-Cookie")).isEmpty();
    }

    @Test
    void refusesAMethodThatIsSwitchedOff() {
        Reply reply = SITE.browser().start("Closed", "login");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("login_inactive");
    }

    @Test
    void refusesADisabledAccount() {
        Browser browser = SITE.signedIn("disabled");
        var user = new UserId(
                browser.get("/api/session").json().path("user").path("userId").asString());
        SITE.people.disabled.add(user);

        assertThat(browser.get("/api/session").code()).isEqualTo("account_disabled");
        Reply again = browser.finish(LOGIN, browser.start(LOGIN, "login").text("state"), "disabled-2");
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.code()).isEqualTo("account_disabled");
    }

    @Test
    void asksWeChatOnceHoweverManyTabsFinishAtOnce() throws Exception {
        Browser browser = SITE.browser();
        String state = browser.start(LOGIN, "login").text("state");
        int before = SITE.wechat.exchanges.get();
        ExecutorService pool = Executors.newFixedThreadPool(16);
        Callable<Reply> finish = () -> browser.finish(LOGIN, state, "parallel-1");

        List<String> outcomes = new ArrayList<>();
        for (Future<Reply> reply : pool.invokeAll(Collections.nCopies(16, finish))) {
            outcomes.add(reply.get().status() + " " + reply.get().code()
                    + reply.get().text("loginCode"));
        }
        pool.shutdown();

        assertThat(SITE.wechat.exchanges.get()).isEqualTo(before + 1);
        assertThat(outcomes).anyMatch(outcome -> outcome.startsWith("200 "));
        assertThat(outcomes.stream().distinct().filter(outcome -> outcome.startsWith("200 ")))
                .hasSize(1);
        assertThat(outcomes).allMatch(outcome -> outcome.startsWith("200 ") || outcome.equals("400 state_invalid"));
    }

    @Test
    void asksWhichOrganisationAndTakesOnlyTheUsersOwn() {
        Browser browser = SITE.signedIn("corps");
        var user = new UserId(
                browser.get("/api/session").json().path("user").path("userId").asString());
        SITE.people.corps.put(user, List.of(new Corp(new CorpId("c1"), "Acme"), new Corp(new CorpId("c2"), "Bolt")));

        Reply finished = browser.finish(LOGIN, browser.start(LOGIN, "login").text("state"), "corps-2");
        assertThat(finished.json().path("corpList").toString())
                .isEqualTo("[{\"corpId\":\"c1\",\"corpName\":\"Acme\"},{\"corpId\":\"c2\",\"corpName\":\"Bolt\"}]");
        String loginCode = finished.text("loginCode");

        assertThat(browser.redeem(loginCode).status()).isEqualTo(422);
        Reply foreign = browser.post("/api/session", "{\"loginCode\":\"" + loginCode + "\",\"corpId\":\"c3\"}");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.code()).isEqualTo("corp_forbidden");
        Reply entered = browser.post("/api/session", "{\"loginCode\":\"" + loginCode + "\",\"corpId\":\"c2\"}");
        assertThat(entered.status()).isEqualTo(201);
        assertThat(entered.json().path("corp").toString()).isEqualTo("{\"corpId\":\"c2\",\"corpName\":\"Bolt\"}");
    }
}
