package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Header binding: pages of other sites and native apps send secrets in headers in place of cookies. */
class HeaderBindingTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String ORIGIN = "Origin: " + Site.FRIEND;
    private static final String COOKIE = "__Host-saoma-attempt";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void logsInFromAPageOfAnotherSite() {
        Browser page = SITE.browser();
        Reply begun = begin(page, "login", ORIGIN);
        assertThat(begun.text("attemptSecret")).matches("[0-9a-f]{64}");
        assertThat(begun.header("Access-Control-Allow-Origin")).isEqualTo(Site.FRIEND);
        String secret = header(begun);

        Reply scanned = finish(page, begun.text("state"), "faraway-1", ORIGIN, secret);
        assertThat(finish(page, begun.text("state"), "faraway-1", ORIGIN, secret)
                        .body())
                .isEqualTo(scanned.body());
        Reply session = redeem(page, scanned.text("loginCode"), "", ORIGIN, secret);

        assertThat(session.status()).as(session.body()).isEqualTo(201);
        assertThat(page.cookies()).isEmpty();
        Reply current = page.get("/api/session", ORIGIN, "Authorization: Bearer " + session.text("token"));
        assertThat(current.status()).isEqualTo(200);
        assertThat(current.header("Access-Control-Allow-Origin")).isEqualTo(Site.FRIEND);
    }

    @Test
    void answersATokenWhateverThePlatform() {
        for (String platform : List.of("web", "mobile", "app")) {
            Browser page = SITE.browser();
            Reply begun = begin(page, "login");
            String loginCode = finish(page, begun.text("state"), "platform-1", header(begun))
                    .text("loginCode");

            Reply session = redeem(page, loginCode, ",\"platform\":\"" + platform + "\"", header(begun));

            assertThat(session.text("token")).matches("[0-9a-f]{64}");
            assertThat(page.cookies()).isEmpty();
        }
    }

    @Test
    void bindsAndProvesWithABearerToken() {
        Browser app = SITE.browser();
        Reply begun = begin(app, "login");
        String loginCode =
                finish(app, begun.text("state"), "native-1", header(begun)).text("loginCode");
        String bearer = "Authorization: Bearer "
                + redeem(app, loginCode, "", header(begun)).text("token");

        Reply bind = app.post("/api/login/Strict/attempts", "{\"intent\":\"bind\",\"binding\":\"header\"}", bearer);
        assertThat(app.post("/api/bindings/Strict", Browser.pair(bind.text("state"), "native-2"), bearer, header(bind))
                        .status())
                .isEqualTo(200);

        Reply reauth = begin(app, "reauth", bearer);
        String proof =
                finish(app, reauth.text("state"), "native-3", header(reauth)).text("loginCode");
        Reply proved = redeem(app, proof, "", bearer, header(reauth));
        assertThat(proved.status()).as(proved.body()).isEqualTo(201);
        assertThat(proved.json().has("token")).isFalse();
        assertThat(app.get("/api/session", bearer).status()).isEqualTo(200);
    }

    @Test
    void staysTheBrowserThatItIsWhenItBeginsAgain() {
        Browser app = SITE.browser();
        Reply first = begin(app, "login");
        Reply second = begin(app, "login", header(first));
        Reply other = begin(app, "login", "Saoma-Attempt: nonsense");

        assertThat(second.text("attemptSecret")).isEqualTo(first.text("attemptSecret"));
        assertThat(other.text("attemptSecret")).matches("[0-9a-f]{64}").isNotEqualTo(first.text("attemptSecret"));
    }

    @Test
    void takesTheHeaderForTheCookieAndNeverTheCookieForTheHeader() {
        Browser browser = SITE.browser();
        String state = browser.state(LOGIN, "login");
        String cookie = browser.cookies().get(COOKIE);
        Reply begun = begin(SITE.browser(), "login");

        for (String forged : List.of(
                header(begun), "Saoma-Attempt: " + cookie, "Saoma-Attempt: x", "Saoma-Attempt:", "saoma-attempt: x")) {
            assertThat(finish(browser, state, "mixed-1", forged).code())
                    .as(forged)
                    .isEqualTo("state_invalid");
        }
        assertThat(finish(browser, begun.text("state"), "mixed-2").code()).isEqualTo("state_invalid");
        browser.cookies().put(COOKIE, begun.text("attemptSecret"));
        assertThat(finish(browser, begun.text("state"), "mixed-2").code()).isEqualTo("state_invalid");
        assertThat(finish(browser, begun.text("state"), "mixed-2", header(begun))
                        .status())
                .isEqualTo(200);
        browser.cookies().put(COOKIE, cookie);
        assertThat(finish(browser, state, "mixed-1").status()).isEqualTo(200);
    }

    @Test
    void burnsALoginCodeThatComesWithAnotherHeader() {
        Browser browser = SITE.browser();
        String loginCode =
                browser.finish(LOGIN, browser.state(LOGIN, "login"), "burnt-1").text("loginCode");

        assertThat(redeem(
                                browser,
                                loginCode,
                                "",
                                "Saoma-Attempt: " + browser.cookies().get(COOKIE))
                        .code())
                .isEqualTo("login_code_invalid");
        assertThat(browser.redeem(loginCode).code()).isEqualTo("login_code_invalid");
    }

    @Test
    void refusesWhatGoesAgainstIt() {
        Browser browser = SITE.browser();
        String path = "/api/login/" + LOGIN + "/attempts";

        assertThat(browser.post(path, "{\"intent\":\"login\",\"binding\":\"header\",\"display\":\"page\"}")
                        .text("detail"))
                .startsWith("display page cannot go with binding header");
        assertThat(browser.post(path, "{\"intent\":\"login\"}", "Saoma-Attempt: " + "0".repeat(64))
                        .text("detail"))
                .isEqualTo("The header Saoma-Attempt goes with binding header.");
        assertThat(browser.post(path, "{\"intent\":\"login\"}", "Saoma-Attempt: a", "Saoma-Attempt: a")
                        .text("detail"))
                .isEqualTo("The header Saoma-Attempt came twice. Send it once.");
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void letsNoPageOfAnUnlistedOriginUseIt() {
        Browser page = SITE.browser();
        for (String from : List.of("Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site")) {
            assertThat(begin(page, "login", from).code()).isEqualTo("forbidden");
            assertThat(finish(page, "0".repeat(64), "evil-1", from, "Saoma-Attempt: " + "0".repeat(64))
                            .code())
                    .isEqualTo("forbidden");
        }
        assertThat(preflight("https://evil.example").all("Access-Control-Allow-Headers"))
                .isEmpty();
        Reply allowed = preflight(Site.FRIEND);
        assertThat(allowed.status()).isEqualTo(204);
        assertThat(List.of(allowed.header("Access-Control-Allow-Headers").split(", ")))
                .contains("Saoma-Attempt", "Authorization", "Content-Type");
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(Site.FRIEND);
    }

    private static Reply preflight(String origin) {
        return SITE.browser()
                .send(
                        "OPTIONS",
                        "/api/login/" + LOGIN + "/code",
                        "",
                        "Origin: " + origin,
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: content-type,saoma-attempt");
    }

    private static Reply begin(Browser browser, String intent, String... headers) {
        return browser.post(
                "/api/login/" + LOGIN + "/attempts", "{\"intent\":\"" + intent + "\",\"binding\":\"header\"}", headers);
    }

    private static String header(Reply begun) {
        return "Saoma-Attempt: " + begun.text("attemptSecret");
    }

    private static Reply finish(Browser browser, String state, String code, String... headers) {
        return browser.post("/api/login/" + LOGIN + "/code", Browser.pair(state, code), headers);
    }

    private static Reply redeem(Browser browser, String loginCode, String more, String... headers) {
        return browser.post("/api/session", "{\"loginCode\":\"" + loginCode + "\"" + more + "}", headers);
    }
}
