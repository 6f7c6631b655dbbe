package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The list of a user's sessions on all devices: shown, ended one by one or all at once. */
class SessionListTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void saysWhereAUserIsSignedIn() {
        Browser browser = SITE.browser();
        String code =
                browser.finish(LOGIN, browser.state(LOGIN, "login"), "listed-1").text("loginCode");
        browser.post(
                "/api/session",
                "{\"loginCode\":\"" + code + "\",\"platform\":\"mobile\"}",
                "User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50");
        SITE.signedIn("listed");
        SITE.signedIn("notlisted");

        JsonNode list = browser.get("/api/sessions").json();

        assertThat(list).hasSize(2);
        JsonNode own = one(list, true);
        assertThat(own.propertyNames())
                .containsExactly("id", "device", "instance", "platform", "createdAt", "lastSeenAt", "current");
        assertThat(own.path("id").asString()).matches("[0-9a-f]{32}");
        assertThat(own.path("device").asString()).isEqualTo("WeChat, iPhone");
        assertThat(own.path("instance").asString()).isEqualTo(LOGIN);
        assertThat(own.path("platform").asString()).isEqualTo("mobile");
        assertThat(own.path("createdAt").asString())
                .isEqualTo(SITE.clock.instant().toString());
        assertThat(one(list, false).path("device").asString()).isEmpty();
        assertThat(list.toString()).doesNotContain(browser.cookies().values());
    }

    @Test
    void endsOne() {
        Browser browser = SITE.signedIn("ender");
        Browser lost = SITE.signedIn("ender");
        JsonNode list = browser.get("/api/sessions").json();
        String own = one(list, true).path("id").asString();
        String other = one(list, false).path("id").asString();

        assertThat(browser.delete("/api/sessions/" + other).status()).isEqualTo(204);
        assertThat(lost.get("/api/session").status()).isEqualTo(401);
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(browser.delete("/api/sessions/" + other).code()).isEqualTo("not_found");

        Reply last = browser.delete("/api/sessions/" + own);
        assertThat(last.all("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("__Host-saoma-session=; Max-Age=0"));
        assertThat(browser.get("/api/sessions").status()).isEqualTo(401);
    }

    @Test
    void leavesSomebodyElsesAlone() {
        Browser victim = SITE.signedIn("victim");
        String id = victim.get("/api/sessions").json().get(0).path("id").asString();
        Browser attacker = SITE.signedIn("attacker");

        for (String wanted : List.of(id, "0".repeat(32), "1", "others", "-")) {
            Reply reply = attacker.delete("/api/sessions/" + wanted);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.code()).isEqualTo("not_found");
        }
        assertThat(victim.get("/api/session").status()).isEqualTo(200);
        assertThat(attacker.get("/api/sessions").json()).hasSize(1);
    }

    @Test
    void endsAllOthers() {
        Browser browser = SITE.signedIn("many");
        var others = new ArrayList<Browser>();
        for (int i = 0; i < 3; i++) {
            others.add(SITE.signedIn("many"));
        }
        Browser stranger = SITE.signedIn("manystranger");

        assertThat(browser.delete("/api/sessions?others=true").status()).isEqualTo(204);

        assertThat(browser.get("/api/sessions").json()).hasSize(1);
        assertThat(others)
                .allSatisfy(
                        other -> assertThat(other.get("/api/session").status()).isEqualTo(401));
        assertThat(stranger.get("/api/session").status()).isEqualTo(200);
        assertThat(browser.delete("/api/sessions?others=true").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?others",
                "?others=false",
                "?others=true&others=true",
                "?others=true&x=1",
                "?x=1&others=true",
                "?OTHERS=true",
                "?others=%74rue",
                "?others=true%20",
                "?others=true;"
            })
    void endsNothingOnHalfAWord(String query) {
        Browser browser = SITE.signedIn("half");
        Browser other = SITE.signedIn("half");

        assertThat(browser.delete("/api/sessions" + query).code()).isEqualTo("invalid_request");
        assertThat(other.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void takesTheQueryAtNoOtherCall() {
        Browser browser = SITE.signedIn("query");
        for (String path : List.of("/api/session", "/api/bindings/" + LOGIN, "/api/sessions/" + "0".repeat(32))) {
            assertThat(browser.delete(path + "?others=true").code()).as(path).isEqualTo("invalid_request");
        }
        assertThat(browser.post("/api/session?others=true", "{}").code()).isEqualTo("invalid_request");
    }

    @Test
    void isForTheSaomaSessionAlone() {
        for (String[] call :
                new String[][] {{"GET", ""}, {"DELETE", "?others=true"}, {"DELETE", "/" + "0".repeat(32)}}) {
            assertThat(SITE.browser()
                            .send(call[0], "/api/sessions" + call[1], "")
                            .code())
                    .isEqualTo("session_required");
            assertThat(SITE.signedIn("csrf")
                            .send(call[0], "/api/sessions" + call[1], "", "Origin: https://evil.example")
                            .status())
                    .isEqualTo(call[0].equals("GET") ? 200 : 403);
        }
    }

    private static JsonNode one(JsonNode list, boolean current) {
        for (JsonNode session : list) {
            if (session.path("current").asBoolean() == current) {
                return session;
            }
        }
        throw new AssertionError("not listed: " + list);
    }
}
