package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.secret.Token;
import dev.saoma.testing.Reply;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of the callback page that must not finish a login in page mode. */
class PageLoginGuardTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String SESSION = "__Host-saoma-session";
    private static final String ATTEMPT = "__Host-saoma-attempt";
    private static final String NAVIGATION = "Sec-Fetch-Dest: document";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, X: y",
        "GET, Sec-Fetch-Dest: iframe",
        "GET, Sec-Fetch-Dest: image",
        "GET, Sec-Fetch-Dest: empty",
        "GET, Sec-Fetch-Dest: document|Sec-Fetch-Dest: document",
        "GET, Sec-Fetch-Dest: document|Sec-Fetch-Mode: cors",
        "GET, Sec-Fetch-Mode: no-cors",
        "GET, Sec-Purpose: prefetch",
        "GET, Sec-Purpose: prefetch;prerender",
        "GET, Purpose: prefetch",
        "GET, X-Purpose: preview",
        "GET, X-Moz: prefetch",
        "GET, Origin: https://evil.example",
        "GET, Origin: https://app.example.com",
        "GET, Authorization: Bearer x",
        "GET, Saoma-Session: x",
        "GET, Saoma-Attempt: x"
    })
    void leavesOtherRequestsToThePage(String method, String headers) {
        Browser browser = SITE.browser();
        String state = browser.pageState(LOGIN);

        isThePageAndTakesNothing(
                browser,
                state,
                () -> browser.send(
                        method,
                        "/api/login/" + LOGIN + "/callback?code=other-1&state=" + state,
                        "",
                        headers.split("\\|")));
    }

    @ParameterizedTest
    @CsvSource({
        "code=%s", // no state
        "state=%s",
        "code=&state=%s",
        "code=authdeny&state=%s",
        "code=a%%20b&state=%s",
        "code=a%%0ab&state=%s",
        "code=x&state=%s&action=bind",
        "code=x&state=%s&display=popup",
        "code=x&state=0%s",
        "code=x&state=0000000000000000000000000000000000000000000000000000000000000000&s=%s"
    })
    void leavesOtherAnswersToThePage(String query) {
        Browser browser = SITE.browser();
        String state = browser.pageState(LOGIN);

        isThePageAndTakesNothing(
                browser, state, () -> browser.get("/api/login/" + LOGIN + "/callback?" + query.formatted(state)));
    }

    @Test
    void leavesTheAttemptOfAnotherBrowser() {
        Browser foreign = SITE.browser();
        foreign.pageState(LOGIN);
        for (Browser other : List.of(foreign, SITE.browser())) {
            Browser browser = SITE.browser();
            String state = browser.pageState(LOGIN);

            isThePageAndTakesNothing(browser, state, () -> other.comeBack(LOGIN, state, "foreign-1", NAVIGATION));
            assertThat(other.cookies()).doesNotContainKey(SESSION);
        }
    }

    @Test
    void leavesTheAttemptOfAnotherInstance() {
        Browser browser = SITE.browser();
        String state = browser.pageState(LOGIN);

        isThePageAndTakesNothing(browser, state, () -> browser.comeBack("Strict", state, "other-1", NAVIGATION));
    }

    @Test
    void leavesARequestWithACookieThatComesTwice() {
        for (String name : List.of(ATTEMPT, SESSION)) {
            Browser browser = SITE.browser();
            String state = browser.pageState(LOGIN);
            String planted = name + "=" + "0".repeat(64);
            browser.cookies().put(SESSION, "1".repeat(64));
            Browser other = SITE.browser();

            isThePageAndTakesNothing(
                    browser,
                    state,
                    () -> other.comeBack(
                            LOGIN,
                            state,
                            "planted-1",
                            "Cookie: " + ATTEMPT + "=" + browser.cookies().get(ATTEMPT) + "; " + SESSION + "="
                                    + browser.cookies().get(SESSION) + "; " + planted));
        }
    }

    @ParameterizedTest
    @CsvSource({"login, iframe", "login, popup", "reauth, iframe", "reauth, page", "bind, page"})
    void leavesAttemptsOfOtherKinds(String intent, String display) {
        Browser browser = SITE.signedIn("attempts");
        String state = browser.post(
                        "/api/login/" + LOGIN + "/attempts",
                        "{\"intent\":\"" + intent + "\",\"display\":\"" + display + "\"}")
                .text("state");
        int asked = SITE.wechat.exchanges.get();

        Reply page = browser.comeBack(LOGIN, state, "attempts-2");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.all("Set-Cookie")).isEmpty();
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(asked);
        assertThat((intent.equals("bind")
                                ? browser.bind(LOGIN, state, "attempts-2")
                                : browser.finish(LOGIN, state, "attempts-2"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesTwoCodes() {
        Browser browser = SITE.browser();
        String state = browser.pageState(LOGIN);

        assertThat(browser.get("/api/login/" + LOGIN + "/callback?code=two-1&code=two-2&state=" + state)
                        .code())
                .isEqualTo("invalid_request");
        assertThat(browser.comeBack(LOGIN, state, "two-1").status()).isEqualTo(302);
    }

    /** The attempt stays unused: its own browser can finish it afterwards by the two calls. */
    private static void isThePageAndTakesNothing(Browser owner, String state, Supplier<Reply> request) {
        int asked = SITE.wechat.exchanges.get();
        Reply page = request.get();

        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(page.all("Set-Cookie")).isEmpty();
        assertThat(page.body()).doesNotContain("problem&quot;");
        assertThat(SITE.wechat.exchanges.get()).as("calls of WeChat").isEqualTo(asked);
        assertThat(SITE.app
                        .login()
                        .finish(
                                SITE.instance(LOGIN),
                                Token.parse(owner.cookies().get(ATTEMPT)).orElseThrow(),
                                Token.parse(state).orElseThrow(),
                                "still-1")
                        .returnTo())
                .isEqualTo("/orders?open=1");
    }
}
