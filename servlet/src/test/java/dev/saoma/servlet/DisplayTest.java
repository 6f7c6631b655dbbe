package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code display} of an attempt, and the hints that it adds to the redirect address of the callback page. */
class DisplayTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String CALLBACK = "https://login.example.com/api/login/MyWeChatLogin/callback";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "login,  iframe, ''",
        "login,  page,   ''",
        "login,  popup,  ?display=popup",
        "reauth, iframe, ''",
        "reauth, popup,  ?display=popup",
        "bind,   iframe, ?action=bind",
        "bind,   page,   ?action=bind",
        "bind,   popup,  ?action=bind&display=popup"
    })
    void standsInOurOwnRedirectAddressOnly(String intent, String display, String hints) {
        Browser browser = SITE.signedIn("display");
        String begin = "{\"intent\":\"" + intent + "\",\"display\":\"" + display + "\"";

        Reply begun = attempt(browser, begin + "}");
        assertThat(begun.text("redirectUri")).isEqualTo(CALLBACK + hints);
        assertThat(begun.text("authorizeUrl"))
                .contains("&redirect_uri=" + URLEncoder.encode(CALLBACK + hints, StandardCharsets.UTF_8) + "&")
                .satisfies(url -> assertThat(url.contains("self_redirect")).isEqualTo(display.equals("iframe")))
                .satisfies(url -> assertThat(url.endsWith("#wechat_redirect")).isNotEqualTo(display.equals("iframe")));
        for (String ours : new String[] {CALLBACK, CALLBACK + hints}) {
            assertThat(attempt(browser, begin + ",\"redirectUri\":\"" + ours + "\"}")
                            .text("redirectUri"))
                    .isEqualTo(CALLBACK + hints);
        }
        assertThat(attempt(browser, begin + ",\"redirectUri\":\"https://app.example.com/wechat/back\"}")
                        .text("redirectUri"))
                .isEqualTo("https://app.example.com/wechat/back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?display=popup", "?action=unbind", "?display=popup&display=popup", "#display=popup"})
    void isNotTakenFromWhatTheRedirectAddressSays(String hints) {
        assertThat(attempt(SITE.browser(), "{\"intent\":\"login\",\"redirectUri\":\"" + CALLBACK + hints + "\"}")
                        .code())
                .isEqualTo("invalid_request");
    }

    @Test
    void mayBeAPopupForAPageOfAnotherSite() {
        Browser page = SITE.browser();
        Reply begun = page.post(
                "/api/login/" + LOGIN + "/attempts",
                "{\"intent\":\"login\",\"display\":\"popup\",\"binding\":\"header\"}",
                "Origin: " + Site.FRIEND);

        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        assertThat(begun.text("attemptSecret")).matches("[0-9a-f]{64}");
        assertThat(begun.text("redirectUri")).isEqualTo(CALLBACK + "?display=popup");
        assertThat(page.cookies()).isEmpty();
    }

    @Test
    void keepsTheOpenerOfAPopup() {
        String hosted = SITE.browser().get("/login").header("Cross-Origin-Opener-Policy");
        Reply callback = SITE.browser().get("/api/login/" + LOGIN + "/callback?display=popup&code=a&state=b");

        assertThat(hosted).isEqualTo("same-origin-allow-popups");
        assertThat(callback.status()).isEqualTo(200);
        assertThat(callback.all("Cross-Origin-Opener-Policy")).isEmpty();
    }

    private static Reply attempt(Browser browser, String body) {
        return browser.post("/api/login/" + LOGIN + "/attempts", body);
    }
}
