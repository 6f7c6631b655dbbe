package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A browser gets a new identity with every session and every logout, which invalidates its earlier attempts. */
class NewBrowserTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String NAME = "__Host-saoma-attempt";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void forgetsWhatWasBegunBeforeItsSession() {
        Browser browser = SITE.browser();
        String left = browser.state(LOGIN, "login");
        String before = name(browser);
        browser.logIn(LOGIN, "often-1");
        assertThat(name(browser)).isNotEqualTo(before);
        int asked = SITE.wechat.exchanges.get();

        assertThat(browser.finish(LOGIN, left, "often-2").code()).isEqualTo("state_invalid");
        assertThat(SITE.wechat.exchanges).hasValue(asked);
        assertThat(SITE.user(browser)).isNotNull();
    }

    @Test
    void forgetsWhatWasBegunBeforeItsLogout() {
        Browser browser = SITE.signedIn("often");
        String left = browser.state(LOGIN, "login");
        String bind = browser.state("Strict", "bind");
        String before = name(browser);
        Reply out = browser.delete("/api/session");
        assertThat(out.all("Set-Cookie")).hasSize(2);
        assertThat(name(browser)).isNotEqualTo(before);

        assertThat(browser.finish(LOGIN, left, "often-3").code()).isEqualTo("state_invalid");
        browser.logIn(LOGIN, "often-4");
        assertThat(browser.bind("Strict", bind, "often-5").code()).isEqualTo("state_invalid");
    }

    @Test
    void forgetsItAlsoWhenTheSessionIsEndedFromTheList() {
        Browser browser = SITE.signedIn("often");
        String left = browser.state(LOGIN, "login");
        String id = "";
        for (var session : browser.get("/api/sessions").json()) {
            id = session.path("current").asBoolean() ? session.path("id").asString() : id;
        }
        assertThat(browser.delete("/api/sessions/" + id).status()).isEqualTo(204);

        assertThat(browser.finish(LOGIN, left, "often-6").code()).isEqualTo("state_invalid");
    }

    @Test
    void opensNoSessionWithACodeOfBefore() {
        Browser browser = SITE.browser();
        String code =
                browser.finish(LOGIN, browser.state(LOGIN, "login"), "often-7").text("loginCode");
        browser.logIn(LOGIN, "often-8");

        assertThat(browser.redeem(code).code()).isEqualTo("login_code_invalid");
    }

    @Test
    void isOneForTwoTabsUntilOneOfThemHasASession() {
        Browser browser = SITE.browser();
        String one = browser.state(LOGIN, "login");
        String other = browser.state(LOGIN, "login");

        Reply first = browser.finish(LOGIN, one, "often-9");
        assertThat(first.status()).isEqualTo(200);
        assertThat(browser.finish(LOGIN, other, "often-10").status()).isEqualTo(200);
        assertThat(browser.finish(LOGIN, one, "often-9").body())
                .as("the same pair again")
                .isEqualTo(first.body());
        assertThat(browser.redeem(first.text("loginCode")).status()).isEqualTo(201);
        String bind = browser.state("Strict", "bind");
        assertThat(browser.state("Strict", "bind")).isNotEqualTo(bind);
        assertThat(browser.bind("Strict", bind, "often-11").status()).isEqualTo(200);
    }

    @Test
    void staysAsItIsForAProofAndForALoginThatFails() {
        Browser browser = SITE.signedIn("often");
        String state = browser.state(LOGIN, "reauth");
        String before = name(browser);
        String code = browser.finish(LOGIN, state, "often-12").text("loginCode");
        assertThat(browser.redeem(code).status()).isEqualTo(201);
        assertThat(browser.redeem("0".repeat(64)).code()).isEqualTo("login_code_invalid");

        assertThat(name(browser)).isEqualTo(before);
    }

    @Test
    void mayStillAddTheWeChatThatItScannedBeforeTheSessionOfAnotherWay() {
        Browser browser = SITE.browser();
        String ticket = browser.finish("Asking", browser.state("Asking", "login"), "secondway-1")
                .text("bindTicket");
        assertThat(ticket).hasSize(64);
        browser.logIn(LOGIN, "firstway-1");

        assertThat(attach(browser, ticket).status()).isEqualTo(200);
        Browser again = SITE.browser();
        again.logIn("Asking", "secondway-2");
        assertThat(SITE.user(again)).isEqualTo(SITE.user(browser));
    }

    @Test
    void addsNoWeChatThatSomebodyScannedBeforeALogout() {
        Browser browser = SITE.signedIn("leaver");
        String ticket = browser.finish("Asking", browser.state("Asking", "login"), "leavernew-1")
                .text("bindTicket");
        assertThat(ticket).hasSize(64);
        browser.delete("/api/session");
        browser.logIn(LOGIN, "follower-1");

        assertThat(attach(browser, ticket).code()).isEqualTo("bind_ticket_invalid");
    }

    private static Reply attach(Browser browser, String ticket) {
        return browser.post("/api/bind-tickets/redeem", "{\"bindTicket\":\"" + ticket + "\"}");
    }

    private static String name(Browser browser) {
        return browser.cookies().get(NAME).substring(0, 64);
    }
}
