package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.testing.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An invitation links one WeChat identity to the invited user. It is valid once and needs no session. */
class InvitationTest {
    private static final String STRICT = "Strict";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void bindsWithoutAnybodySignedIn() {
        UserId user = SITE.user(SITE.signedIn("invited"));
        Browser browser = SITE.browser();

        Reply begun = begin(browser, STRICT, invite(user));
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(begun.text("redirectUri")).endsWith("/api/login/Strict/callback?action=bind");
        Reply bound = browser.bind(STRICT, begun.text("state"), "invitednew-1");

        assertThat(bound.body()).isEqualTo("{\"success\":true,\"message\":\"Operation successful\"}");
        assertThat(browser.get("/api/session").code()).isEqualTo("session_required");
        browser.logIn(STRICT, "invitednew-2");
        assertThat(SITE.user(browser)).isEqualTo(user);
    }

    @Test
    void bindsTheInvitedUserWhoeverIsSignedIn() {
        UserId user = SITE.user(SITE.signedIn("guest"));
        Browser host = SITE.signedIn("host");

        Reply begun = begin(host, STRICT, invite(user));
        assertThat(host.bind(STRICT, begun.text("state"), "guestnew-1").status())
                .isEqualTo(200);

        assertThat(host.get("/api/session").status()).isEqualTo(200);
        assertThat(host.get("/api/bindings").body())
                .contains("{\"name\":\"Strict\",\"title\":\"WeChat\",\"isActive\":false");
        Browser guest = SITE.browser();
        guest.logIn(STRICT, "guestnew-2");
        assertThat(SITE.user(guest)).isEqualTo(user);
    }

    @Test
    void isGoodOnce() {
        String invitation = invite(SITE.user(SITE.signedIn("once")));
        Browser browser = SITE.browser();
        String state = begin(browser, STRICT, invitation).text("state");
        assertThat(browser.bind(STRICT, state, "oncenew-1").status()).isEqualTo(200);

        assertThat(browser.bind(STRICT, state, "oncenew-2").code()).isEqualTo("session_required");
        assertThat(begin(browser, STRICT, invitation).code()).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void isTheQuickersWhenTwoBrowsersHaveIt() {
        UserId user = SITE.user(SITE.signedIn("raced"));
        String invitation = invite(user);
        Browser quick = SITE.browser();
        Browser slow = SITE.browser();
        String first = begin(quick, STRICT, invitation).text("state");
        String second = begin(slow, STRICT, invitation).text("state");

        assertThat(quick.bind(STRICT, first, "quick-1").status()).isEqualTo(200);
        int before = SITE.wechat.exchanges.get();
        Reply late = slow.bind(STRICT, second, "slow-1");

        assertThat(late.status()).isEqualTo(400);
        assertThat(late.code()).isEqualTo("bind_ticket_invalid");
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(before);
        assertThat(slow.bind(STRICT, second, "slow-1").code()).isEqualTo("session_required");
        assertThat(slow.finish(STRICT, slow.state(STRICT, "login"), "slow-2").code())
                .isEqualTo("wechat_not_bound");
    }

    @Test
    void isOfUseInTheBrowserThatBeganAlone() {
        Browser browser = SITE.browser();
        String state = begin(browser, STRICT, invite(SITE.user(SITE.signedIn("began"))))
                .text("state");
        Browser thief = SITE.signedIn("thief");

        assertThat(thief.bind(STRICT, state, "thiefnew-1").code()).isEqualTo("state_invalid");
        assertThat(SITE.browser().bind(STRICT, state, "thiefnew-1").code()).isEqualTo("session_required");
        assertThat(browser.bind(STRICT, state, "begannew-1").status()).isEqualTo(200);
    }

    @Test
    void outlivesARefusalOnThePhone() {
        String invitation = invite(SITE.user(SITE.signedIn("refused")));
        Browser browser = SITE.browser();
        String state = begin(browser, STRICT, invitation).text("state");

        assertThat(browser.post("/api/bindings/Strict", "{\"state\":\"" + state + "\"}")
                        .code())
                .isEqualTo("login_cancelled");
        assertThat(browser.bind(STRICT, state, "refusednew-1").code()).isEqualTo("session_required");
        String again = begin(browser, STRICT, invitation).text("state");
        assertThat(browser.bind(STRICT, again, "refusednew-1").status()).isEqualTo(200);
    }

    @Test
    void isRefusedWhenItIsOfNoUse() {
        UserId user = SITE.user(SITE.signedIn("useless"));
        Browser browser = SITE.browser();
        String late = invite(user);

        for (String nonsense : new String[] {"x", "0".repeat(64), "A".repeat(64)}) {
            assertThat(begin(browser, STRICT, nonsense).code()).isEqualTo("bind_ticket_invalid");
        }
        assertThat(begin(browser, "Asking", late).code()).isEqualTo("bind_ticket_invalid");
        assertThat(browser.post("/api/bind-tickets/redeem", "{\"bindTicket\":\"" + late + "\"}")
                        .code())
                .isEqualTo("session_required");
        assertThat(browser.post("/api/registrations", "{\"bindTicket\":\"" + late + "\"}")
                        .code())
                .isEqualTo("bind_ticket_invalid");
        assertThat(browser.redeem(late).code()).isEqualTo("login_code_invalid");
        SITE.clock.pass(Duration.ofHours(24));
        assertThat(begin(browser, STRICT, late).code()).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void worksWithAHeader() {
        UserId user = SITE.user(SITE.signedIn("byheader"));
        Browser page = SITE.browser();
        Reply begun = page.post(
                "/api/login/Strict/attempts",
                "{\"intent\":\"bind\",\"binding\":\"header\",\"invitation\":\"" + invite(user) + "\"}");

        assertThat(page.bind(STRICT, begun.text("state"), "byheadernew-1").code())
                .isEqualTo("session_required");
        assertThat(page.post(
                                "/api/bindings/Strict",
                                Browser.pair(begun.text("state"), "byheadernew-1"),
                                "Saoma-Attempt: " + begun.text("attemptSecret"))
                        .status())
                .isEqualTo(200);
        assertThat(page.cookies()).isEmpty();
    }

    private static String invite(UserId user) {
        return SITE.app.login().invite(SITE.instance(STRICT), user).token().reveal();
    }

    private static Reply begin(Browser browser, String instance, String invitation) {
        return browser.post(
                "/api/login/" + instance + "/attempts",
                "{\"intent\":\"bind\",\"display\":\"page\",\"invitation\":\"" + invitation + "\"}");
    }
}
