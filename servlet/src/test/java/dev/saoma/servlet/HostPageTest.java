package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The component in pages of other origins: of the same site with cookies, of another site with a header. */
class HostPageTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String NEIGHBOUR = Site.FRIEND;
    private static final String FARAWAY = "https://shop.example.org";
    private static final Site SITE = new Site(new WebSettings(
                    Site.PUBLIC,
                    "",
                    List.of(NEIGHBOUR, FARAWAY),
                    List.of(),
                    WebSettings.WECHAT,
                    WebSettings.Mode.PRODUCTION)
            .withClients(new ClientSettings(List.of(), RateLimits.OFF)));

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({NEIGHBOUR + ", true", FARAWAY + ", false"})
    void logsInAndOut(String origin, boolean sameSite) {
        var page = new HostPage(SITE, origin, sameSite);

        assertThat(page.attempt(LOGIN, "login").text("redirectUri")).startsWith(Site.PUBLIC + "/api/login/");
        Reply scanned = page.code(LOGIN, "hostlogin" + sameSite + "-1");
        assertThat(scanned.text("returnTo")).isEqualTo(origin + "/done");
        Reply opened = page.session(scanned.text("loginCode"));

        Reply current = page.call("GET", "/api/session", "");
        assertThat(current.text("expiresAt")).isEqualTo(opened.text("expiresAt"));
        assertThat(page.call("GET", "/api/login", "").json().isEmpty()).isFalse();
        assertThat(page.call("GET", "/api/sessions", "").json()).hasSize(1);
        assertThat(page.call("PUT", "/api/session/corp", "{\"corpId\":\"none\"}")
                        .code())
                .isEqualTo("corp_forbidden");
        assertThat(page.call("DELETE", "/api/session", "").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({NEIGHBOUR + ", true", FARAWAY + ", false"})
    void readsAFailureInItsLanguage(String origin, boolean sameSite) {
        var page = new HostPage(SITE, origin, sameSite);

        Reply refused = page.code("Strict", "hoststranger" + sameSite + "-1");

        assertThat(refused.code()).isEqualTo("wechat_not_bound");
        assertThat(refused.text("title")).isEqualTo("该微信尚未关联此处的用户。");
        assertThat(refused.text("returnTo")).isEqualTo(origin + "/done");
    }

    @ParameterizedTest
    @CsvSource({NEIGHBOUR + ", true", FARAWAY + ", false"})
    void bindsProvesAndUnbinds(String origin, boolean sameSite) {
        var page = new HostPage(SITE, origin, sameSite);
        String person = "hostbind" + sameSite;
        page.session(page.code(LOGIN, person + "-1").text("loginCode"));

        String state = page.attempt("Strict", "bind").text("state");
        Reply bound = page.call("POST", "/api/bindings/Strict", Browser.pair(state, person + "other-1"));
        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        assertThat(bound.text("returnTo")).isEqualTo(origin + "/done");
        assertThat(page.call("GET", "/api/bindings", "").body()).contains("\"name\":\"Strict\"");

        String again = page.attempt(LOGIN, "reauth").text("state");
        Reply proved = page.call("POST", "/api/login/" + LOGIN + "/code", Browser.pair(again, person + "-2"));
        assertThat(page.call("POST", "/api/session", "{\"loginCode\":\"" + proved.text("loginCode") + "\"}")
                        .status())
                .isEqualTo(201);
        assertThat(page.call("DELETE", "/api/bindings/Strict", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({NEIGHBOUR + ", true", FARAWAY + ", false"})
    void asksAStrangerAndDoesWhatTheySay(String origin, boolean sameSite) {
        var page = new HostPage(SITE, origin, sameSite);
        String person = "hostticket" + sameSite;

        String newcomer = page.code("Asking", person + "new-1").text("bindTicket");
        Reply registered = page.call("POST", "/api/registrations", "{\"bindTicket\":\"" + newcomer + "\"}");
        assertThat(registered.text("returnTo")).isEqualTo(origin + "/done");
        page.session(registered.text("loginCode"));
        page.leaveTheSession();

        page.session(page.code(LOGIN, person + "-1").text("loginCode"));
        String ticket = page.code("Asking", person + "other-1").text("bindTicket");
        Reply attached = page.call("POST", "/api/bind-tickets/redeem", "{\"bindTicket\":\"" + ticket + "\"}");
        assertThat(attached.status()).as(attached.body()).isEqualTo(200);
        assertThat(attached.text("returnTo")).isEqualTo(origin + "/done");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example,                  false",
        "https://other.example.com,             true",
        "http://app.example.com,                true",
        "https://shop.example.org.evil.example, false",
        "null,                                  false"
    })
    void doesNothingForAPageThatIsNotListed(String origin, boolean sameSite) {
        var page = new HostPage(SITE, origin, sameSite);
        String pair = Browser.pair("0".repeat(64), "hostevil-1");
        String ticket = "{\"bindTicket\":\"" + "0".repeat(64) + "\"}";
        int before = SITE.wechat.exchanges.get();

        for (List<Reply> both : List.of(
                page.refused("POST", "/api/login/" + LOGIN + "/attempts", "{\"intent\":\"login\"}"),
                page.refused(
                        "POST",
                        "/api/login/" + LOGIN + "/attempts",
                        "{\"intent\":\"login\",\"binding\":\"header\",\"display\":\"popup\"}"),
                page.refused("POST", "/api/login/" + LOGIN + "/code", pair),
                page.refused("POST", "/api/session", "{\"loginCode\":\"" + "0".repeat(64) + "\"}"),
                page.refused("POST", "/api/bindings/" + LOGIN, pair),
                page.refused("POST", "/api/registrations", ticket),
                page.refused("POST", "/api/bind-tickets/redeem", ticket))) {
            assertThat(both.get(0).status()).isEqualTo(405);
            assertThat(both.get(1).code()).isEqualTo("forbidden");
            assertThat(both)
                    .allSatisfy(reply ->
                            assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("access-control-")));
            assertThat(both.get(1).all("Set-Cookie")).isEmpty();
        }
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(before);
    }

    @Test
    void isGivenNoReturnToAPageThatIsNotListed() {
        assertThat(SITE.browser()
                        .post(
                                "/api/login/" + LOGIN + "/attempts",
                                "{\"intent\":\"login\",\"returnTo\":\"https://evil.example/done\"}",
                                "Origin: " + NEIGHBOUR)
                        .text("returnTo"))
                .isEqualTo("/");
    }
}
