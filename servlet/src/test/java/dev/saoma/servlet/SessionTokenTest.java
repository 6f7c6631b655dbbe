package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The token of a Saoma session in a header of its own, beside a bearer token of the application. */
class SessionTokenTest {
    private static final Site SITE = new Site();
    private static final String APPLICATION = "Authorization: Bearer token-of-the-application";

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void isReadBesideABearerTokenOfTheApplication() {
        String token = token("both");

        assertThat(SITE.browser()
                        .get("/api/session", "Saoma-Session: " + token, APPLICATION)
                        .status())
                .isEqualTo(200);
        assertThat(SITE.browser().get("/api/session", APPLICATION).status()).isEqualTo(401);
    }

    @Test
    void isStillReadAsABearerToken() {
        assertThat(SITE.browser()
                        .get("/api/session", "Authorization: Bearer " + token("bearer"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anInvalidOneIsNotReplacedByACookie() {
        Browser browser = SITE.signedIn("cookie");

        assertThat(browser.get("/api/session", "Saoma-Session: junk").status()).isEqualTo(401);
    }

    @Test
    void twoAreRefused() {
        String header = "Saoma-Session: " + token("two");

        assertThat(SITE.browser().get("/api/session", header, header).status()).isEqualTo(401);
    }

    @Test
    void aValidOneReplacesTheCheckOfTheOrigin() {
        String header = "Saoma-Session: " + token("origin");

        assertThat(SITE.browser()
                        .delete("/api/session", header, "Origin: https://elsewhere.example")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anInvalidOneReplacesNoCheck() {
        Browser browser = SITE.signedIn("check");

        for (String header : new String[] {"Saoma-Session: junk", "Saoma-Session: " + "0".repeat(64), APPLICATION}) {
            assertThat(browser.delete("/api/session", header, "Origin: https://evil.example")
                            .code())
                    .isEqualTo("forbidden");
        }
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void pagesOfAListedOriginMaySendIt() {
        Reply preflight = SITE.browser()
                .send("OPTIONS", "/api/session", "", "Origin: " + Site.FRIEND, "Access-Control-Request-Method: GET");

        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Saoma-Session");
    }

    private static String token(String person) {
        return SITE.signedIn(person).cookies().get("__Host-saoma-session");
    }
}
