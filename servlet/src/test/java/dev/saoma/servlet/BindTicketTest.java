package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Bind tickets: the owner of an unlinked WeChat identity registers or links it to an existing account. */
class BindTicketTest {
    private static final String ASKING = "Asking";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void isTheAnswerToAScanByAStranger() {
        Browser browser = SITE.browser();
        String state = browser.state(ASKING, "login");

        Reply refused = browser.finish(ASKING, state, "stranger-1");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("wechat_not_bound");
        assertThat(refused.text("bindTicket")).matches("[0-9a-f]{64}");
        assertThat(refused.text("expiresAt"))
                .isEqualTo(SITE.clock.instant().plus(Duration.ofMinutes(10)).toString());
        assertThat(refused.text("returnTo")).isEqualTo("/orders?open=1");
        assertThat(refused.json().path("profile").path("nickname").asString()).isEqualTo("<b>Zoë</b>");
        assertThat(refused.json().path("profile").path("avatar").asString())
                .isEqualTo("https://thirdwx.qlogo.cn/mmopen/1/132");
        int asked = SITE.wechat.exchanges.get();
        assertThat(browser.finish(ASKING, state, "stranger-1").text("bindTicket"))
                .isEqualTo(refused.text("bindTicket"));
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(asked);
    }

    @Test
    void makesAUserOfItsPerson() {
        Browser browser = SITE.browser();
        String ticket = scan(browser, "newcomer-1");

        Reply registered = register(browser, ticket);
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        assertThat(registered.text("returnTo")).isEqualTo("/orders?open=1");
        assertThat(register(browser, ticket).body()).isEqualTo(registered.body());

        assertThat(browser.redeem(registered.text("loginCode")).status()).isEqualTo(201);
        assertThat(register(browser, ticket).code()).isEqualTo("bind_ticket_invalid");
        assertThat(browser.redeem(registered.text("loginCode")).code()).isEqualTo("login_code_invalid");
        assertThat(SITE.browser().logIn(ASKING, "newcomer-2").status()).isEqualTo(201);
    }

    @Test
    void addsItsWeChatToWhoeverIsSignedIn() {
        Browser browser = SITE.signedIn("owner");
        Browser elsewhere = SITE.signedIn("owner");
        String ticket = scan(browser, "ownernew-1");

        Reply attached = attach(browser, ticket);

        assertThat(attached.body())
                .isEqualTo("{\"success\":true,\"message\":\"Operation successful\",\"returnTo\":\"/orders?open=1\"}");
        assertThat(attach(browser, ticket).code()).isEqualTo("bind_ticket_invalid");
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
        Browser again = SITE.browser();
        again.logIn(ASKING, "ownernew-2");
        assertThat(SITE.user(again)).isEqualTo(SITE.user(browser));
    }

    @Test
    void saysWhereToGoAlsoWhenItCannotBeAdded() {
        Browser browser = SITE.signedIn("full");
        attach(browser, scan(browser, "fullnew-1"));

        Reply refused = attach(browser, scan(browser, "fullmore-1"));
        assertThat(refused.code()).isEqualTo("user_already_bound");
        assertThat(refused.text("returnTo")).isEqualTo("/orders?open=1");
    }

    @Test
    void needsSomebodyWhoSignedInJustNow() {
        Browser browser = SITE.browser();
        String ticket = scan(browser, "recent-1");
        assertThat(attach(browser, ticket).code()).isEqualTo("session_required");

        Browser signedIn = SITE.signedIn("recentowner");
        browser.signInAs(signedIn);
        SITE.clock.pass(Duration.ofMinutes(9));
        Browser fresh = SITE.browser();
        String other = scan(fresh, "recent-2");
        SITE.clock.pass(Duration.ofMinutes(1));
        fresh.signInAs(signedIn);
        assertThat(attach(fresh, other).code()).isEqualTo("reauth_required");
        assertThat(register(fresh, other).status()).isEqualTo(200);
        assertThat(register(browser, ticket).code()).isEqualTo("bind_ticket_invalid");
    }

    @Test
    void isBurntByAnotherBrowser() {
        Browser victim = SITE.browser();
        Browser thief = SITE.signedIn("thief");
        String stolen = scan(victim, "victim-1");
        assertThat(attach(thief, stolen).code()).isEqualTo("bind_ticket_invalid");
        assertThat(register(victim, stolen).code()).isEqualTo("bind_ticket_invalid");

        Browser other = SITE.browser();
        other.state(ASKING, "login");
        String taken = scan(victim, "victim-2");
        assertThat(register(other, taken).code()).isEqualTo("bind_ticket_invalid");
        assertThat(register(victim, taken).code()).isEqualTo("bind_ticket_invalid");

        String lost = scan(victim, "victim-3");
        assertThat(register(SITE.browser(), lost).code()).isEqualTo("bind_ticket_invalid");
        assertThat(register(victim, lost).code()).isEqualTo("bind_ticket_invalid");
        assertThat(victim.finish(ASKING, victim.state(ASKING, "login"), "victim-4")
                        .code())
                .isEqualTo("wechat_not_bound");
    }

    @Test
    void isNoLoginCodeNorTheOtherWayRound() {
        Browser browser = SITE.browser();
        String ticket = scan(browser, "diagonal-1");
        String loginCode = browser.finish("MyWeChatLogin", browser.state("MyWeChatLogin", "login"), "diagonal-2")
                .text("loginCode");

        assertThat(browser.redeem(ticket).code()).isEqualTo("login_code_invalid");
        assertThat(register(browser, loginCode).code()).isEqualTo("bind_ticket_invalid");
        assertThat(register(browser, "nonsense").code()).isEqualTo("bind_ticket_invalid");
        assertThat(register(browser, ticket).status()).isEqualTo(200);
        assertThat(browser.redeem(loginCode).status()).isEqualTo(201);
    }

    @Test
    void worksWithAHeader() {
        Browser page = SITE.browser();
        Reply begun = page.post("/api/login/Asking/attempts", "{\"intent\":\"login\",\"binding\":\"header\"}");
        String header = "Saoma-Attempt: " + begun.text("attemptSecret");
        Reply refused = page.post("/api/login/Asking/code", Browser.pair(begun.text("state"), "distant-1"), header);
        String body = "{\"bindTicket\":\"" + refused.text("bindTicket") + "\"}";

        Reply registered = page.post("/api/registrations", body, header);
        Reply session = page.post("/api/session", "{\"loginCode\":\"" + registered.text("loginCode") + "\"}", header);

        assertThat(session.text("token")).matches("[0-9a-f]{64}");
        assertThat(page.cookies()).isEmpty();
    }

    private static String scan(Browser browser, String code) {
        Reply refused = browser.finish(ASKING, browser.state(ASKING, "login"), code);
        assertThat(refused.code()).isEqualTo("wechat_not_bound");
        return refused.text("bindTicket");
    }

    private static Reply register(Browser browser, String ticket) {
        return browser.post("/api/registrations", "{\"bindTicket\":\"" + ticket + "\"}");
    }

    private static Reply attach(Browser browser, String ticket) {
        return browser.post("/api/bind-tickets/redeem", "{\"bindTicket\":\"" + ticket + "\"}");
    }
}
