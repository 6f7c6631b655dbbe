package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An attempt is valid only for its intent and its user. */
class IntentTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final Site SITE = new Site();
    private static int runs;

    @AfterAll
    static void close() {
        SITE.close();
    }

    /** A signed-in user starts an attempt; the given user finishes it in the same browser by one of the two calls. */
    @ParameterizedTest
    @CsvSource({
        "login,  code,     same,    200 201",
        "login,  code,     other,   200 201",
        "login,  code,     nobody,  200 201",
        "login,  code,     rotated, 200 201",
        "login,  bindings, same,    state_invalid",
        "login,  bindings, other,   state_invalid",
        "login,  bindings, nobody,  session_required",
        "login,  bindings, rotated, state_invalid",
        "bind,   bindings, same,    200",
        "bind,   bindings, other,   state_invalid",
        "bind,   bindings, nobody,  session_required",
        "bind,   bindings, rotated, 200",
        "bind,   code,     same,    state_invalid",
        "bind,   code,     other,   state_invalid",
        "bind,   code,     nobody,  state_invalid",
        "bind,   code,     rotated, state_invalid",
        "reauth, code,     same,    200 201",
        "reauth, code,     other,   200 session_required",
        "reauth, code,     nobody,  200 session_required",
        "reauth, code,     rotated, 200 201",
        "reauth, bindings, same,    state_invalid",
        "reauth, bindings, other,   state_invalid",
        "reauth, bindings, nobody,  session_required",
        "reauth, bindings, rotated, state_invalid"
    })
    void isOfUseForItsPurposeAndItsUserAlone(String intent, String call, String user, String expected) {
        String person = "intent" + ++runs;
        Browser browser = SITE.signedIn(person);
        Browser other = SITE.signedIn(person + "other");
        String state = browser.state(LOGIN, intent);
        int before = SITE.wechat.exchanges.get();
        become(browser, user, other);

        var seen = new ArrayList<String>();
        Reply finished = call.equals("code")
                ? browser.finish(LOGIN, state, person + "-2")
                : browser.bind(LOGIN, state, person + "-2");
        seen.add(word(finished));
        if (!finished.text("loginCode").isEmpty()) {
            seen.add(word(browser.redeem(finished.text("loginCode"))));
        }

        assertThat(String.join(" ", seen)).isEqualTo(expected);
        assertThat(SITE.wechat.exchanges.get() - before).isEqualTo(expected.startsWith("200") ? 1 : 0);
        assertThat(SITE.signedIn(person).get("/api/session").status()).isEqualTo(200);
    }

    private static void become(Browser browser, String user, Browser other) {
        switch (user) {
            case "other" -> browser.signInAs(other);
            case "nobody" -> browser.forgetSession();
            case "rotated" -> {
                SITE.people.corps.put(SITE.user(browser), List.of(new Corp(new CorpId("acme"), "Acme")));
                String before = browser.cookies().toString();
                assertThat(browser.put("/api/session/corp", "{\"corpId\":\"acme\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(browser.cookies().toString()).isNotEqualTo(before);
            }
            default -> assertThat(user).isEqualTo("same");
        }
    }

    private static String word(Reply reply) {
        return reply.status() < 300 ? String.valueOf(reply.status()) : reply.code();
    }

    @Test
    void leavesAnAttemptAloneThatNobodyIsSignedInFor() {
        Browser browser = SITE.signedIn("alone");
        Browser same = SITE.browser();
        same.signInAs(browser);
        String state = browser.state(LOGIN, "bind");
        browser.forgetSession();

        assertThat(browser.bind(LOGIN, state, "alone-2").code()).isEqualTo("session_required");
        assertThat(browser.post("/api/bindings/" + LOGIN, "{\"state\":\"" + state + "\"}")
                        .code())
                .isEqualTo("session_required");

        browser.signInAs(same);
        assertThat(browser.bind(LOGIN, state, "alone-3").status()).isEqualTo(200);
    }

    @Test
    void keepsTheTwentyNewestAttemptsOfABrowser() {
        Browser browser = SITE.browser();
        List<String> states = IntStream.range(0, 22)
                .mapToObj(count -> {
                    SITE.clock.pass(Duration.ofMillis(1));
                    return browser.state(LOGIN, "login");
                })
                .toList();

        for (int oldest = 0; oldest < 2; oldest++) {
            assertThat(browser.finish(LOGIN, states.get(oldest), "newest-1").code())
                    .isEqualTo("state_invalid");
        }
        for (int kept = 2; kept < 22; kept++) {
            assertThat(browser.finish(LOGIN, states.get(kept), "newest-" + kept).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"intent\":\"unbind\"} | intent must be login, bind or reauth.",
                "{\"intent\":\"login\",\"display\":\"tab\"} | display must be iframe, page or popup.",
                "{\"intent\":\"login\",\"binding\":\"popup\"} | binding must be cookie or header.",
                "{\"intent\":\"login\",\"invitation\":\"x\"} | invitation goes with intent bind alone.",
                "{\"intent\":\"reauth\",\"invitation\":\"x\"} | invitation goes with intent bind alone."
            })
    void saysWhatCannotBeBegun(String body, String detail) {
        Reply reply = SITE.browser().post("/api/login/" + LOGIN + "/attempts", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("detail")).isEqualTo(detail);
    }
}
