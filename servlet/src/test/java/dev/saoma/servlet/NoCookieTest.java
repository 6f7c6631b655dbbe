package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The reason {@code no_cookie} is returned only to a browser that sends no cookie, such as in a frame of another site. */
class NoCookieTest {
    private static final Site SITE = new Site();
    private static final String LOGIN = "MyWeChatLogin";
    private static final String NOTHING = "0".repeat(64);

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void isTheReasonWhereNothingNamesTheBrowser() {
        String state = SITE.browser().state(LOGIN, "login");

        for (String one : List.of(state, NOTHING)) {
            Reply reply = SITE.browser().finish(LOGIN, one, "lost-1");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo("state_invalid");
            assertThat(reply.text("reason")).isEqualTo("no_cookie");
        }
        assertThat(SITE.browser()
                        .post("/api/login/" + LOGIN + "/code", "{\"state\":\"" + state + "\"}")
                        .text("reason"))
                .isEqualTo("no_cookie");
    }

    @Test
    void isTheReasonAtEveryStepThatABrowserIsBoundTo() {
        Browser browser = SITE.browser();
        String ticket = "{\"bindTicket\":\"" + NOTHING + "\"}";

        assertReason(browser.redeem(NOTHING), "login_code_invalid");
        assertReason(browser.post("/api/registrations", ticket), "bind_ticket_invalid");
        assertReason(browser.bind(LOGIN, NOTHING, "lost-2"), "session_required");
        Browser signedIn = SITE.signedIn("crumbs");
        signedIn.cookies().keySet().removeIf(name -> name.endsWith("saoma-attempt"));
        assertReason(signedIn.bind(LOGIN, NOTHING, "lost-3"), "state_invalid");
        assertReason(signedIn.post("/api/bind-tickets/redeem", ticket), "bind_ticket_invalid");
    }

    private static void assertReason(Reply reply, String code) {
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text("reason")).as(code).isEqualTo("no_cookie");
    }

    @Test
    void isNoReasonForABrowserThatSaidWhichOneItIs() {
        String state = SITE.browser().state(LOGIN, "login");
        Browser other = SITE.browser();
        other.start(LOGIN, "login");
        Browser odd = SITE.browser();
        odd.cookies().put("__Host-saoma-attempt", "short");
        String path = "/api/login/" + LOGIN + "/code";

        for (Reply reply : List.of(
                other.finish(LOGIN, state, "theirs-1"),
                odd.finish(LOGIN, state, "theirs-1"),
                SITE.browser().post(path, Browser.pair(state, "theirs-1"), "Saoma-Attempt: " + NOTHING),
                SITE.browser().post(path, Browser.pair(state, "theirs-1"), "Saoma-Attempt: short"))) {
            assertThat(reply.code()).isEqualTo("state_invalid");
            assertThat(reply.json().has("reason")).isFalse();
        }
        assertThat(other.bind(LOGIN, NOTHING, "theirs-2").json().has("reason")).isFalse();
        assertThat(SITE.browser().get("/api/session").json().has("reason")).isFalse();
    }

    @Test
    void isNoReasonForABrowserThatOnlyBegins() {
        Reply reply = SITE.browser()
                .post("/api/login/" + LOGIN + "/attempts", "{\"intent\":\"bind\",\"invitation\":\"" + NOTHING + "\"}");

        assertThat(reply.code()).isEqualTo("bind_ticket_invalid");
        assertThat(reply.json().has("reason")).isFalse();
    }
}
