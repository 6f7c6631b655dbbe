package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A controller of the application that redeems login codes. */
class LoginCodeTest {
    private static final Site SITE = new Site(
            new Site.Parts(null, null, new Controller(), List.of(), List.of()), Site.production("/saoma"), "/");

    @AfterAll
    static void close() {
        SITE.close();
    }

    private static final class Controller extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                var user = LoginCode.redeem(request, response, request.getHeader("X-Code"));
                response.getWriter().print("user " + user.id());
            } catch (LoginException e) {
                response.getWriter().print(e.code().code());
            }
        }
    }

    @Test
    void returnsTheUserToTheBrowserOfTheLogin() {
        Browser browser = SITE.browser();

        Reply answer = redeem(browser, loginCode(browser, "ann-1"));

        assertThat(answer.body()).startsWith("user ");
        assertThat(SITE.app.sessions().of(new UserId(answer.body().substring(5))))
                .isEmpty();
        assertThat(answer.all("Set-Cookie")).singleElement().asString().startsWith("__Host-saoma-attempt=");
    }

    @Test
    void returnsItOnce() {
        Browser browser = SITE.browser();
        String code = loginCode(browser, "once-1");
        redeem(browser, code);

        assertThat(redeem(browser, code).body()).isEqualTo("login_code_invalid");
    }

    @Test
    void refusesAnotherBrowser() {
        assertThat(redeem(SITE.browser(), loginCode(SITE.browser(), "other-1")).body())
                .isEqualTo("login_code_invalid");
    }

    @Test
    void refusesTextThatIsNoCode() {
        assertThat(redeem(SITE.browser(), "junk").body()).isEqualTo("login_code_invalid");
    }

    @Test
    void knowsAPageOfAnotherSiteByItsHeader() {
        Browser browser = SITE.browser();
        Reply begun =
                browser.post("/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\",\"binding\":\"header\"}");
        String header = "Saoma-Attempt: " + begun.text("attemptSecret");
        String code = browser.post(
                        "/api/login/MyWeChatLogin/code", Browser.pair(begun.text("state"), "header-1"), header)
                .text("loginCode");

        Reply answer = redeem(browser, code, header);

        assertThat(answer.body()).startsWith("user ");
        assertThat(answer.all("Set-Cookie")).isEmpty();
    }

    @Test
    void endsTheSaomaSessionOfTheRequest() {
        Browser browser = SITE.signedIn("session");
        UserId user = SITE.user(browser);

        Reply answer = redeem(browser, loginCode(browser, "session-2"));

        assertThat(answer.all("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("__Host-saoma-session=; Max-Age=0"));
        assertThat(SITE.app.sessions().of(user)).isEmpty();
    }

    @Test
    void keepsTheCookieOfAnotherSessionThanThatOfTheHeader() {
        Browser browser = SITE.signedIn("cookie");
        String header = "Saoma-Session: " + SITE.signedIn("header").cookies().get("__Host-saoma-session");

        Reply answer = redeem(browser, loginCode(browser, "cookie-2"), header);

        assertThat(answer.body()).startsWith("user ");
        assertThat(answer.all("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("__Host-saoma-session="));
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(SITE.browser().get("/api/session", header).status()).isEqualTo(401);
    }

    @Test
    void refusesTheCodeOfAReauthentication() {
        Browser browser = SITE.signedIn("again");
        String state = browser.state("MyWeChatLogin", "reauth");
        String code = browser.finish("MyWeChatLogin", state, "again-2").text("loginCode");

        assertThat(redeem(browser, code).body()).isEqualTo("session_required");
    }

    @Test
    void needsTheFilter() {
        var request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, method, args) -> null);

        assertThatThrownBy(() -> LoginCode.redeem(request, null, "x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SaomaSessionFilter");
    }

    private static String loginCode(Browser browser, String code) {
        return browser.finish("MyWeChatLogin", browser.state("MyWeChatLogin", "login"), code)
                .text("loginCode");
    }

    private static Reply redeem(Browser browser, String loginCode, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("X-Code: " + loginCode);
        browser.cookies().forEach((name, value) -> all.add("Cookie: " + name + "=" + value));
        return Wire.send(SITE.port(), "GET", "/demo/me", all, new byte[0]);
    }
}
