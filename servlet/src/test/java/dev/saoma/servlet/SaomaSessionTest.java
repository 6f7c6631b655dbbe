package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Wire;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SaomaSessionTest {
    private static final Site SITE = new Site(Site.production("/saoma"));

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void tellsAServletOfTheApplicationsOwnWhoIsSignedIn() {
        Browser browser = SITE.signedIn("filter");
        String user =
                browser.get("/api/session").json().path("user").path("userId").asString();
        String secret = browser.cookies().get("__Host-saoma-session");
        String cookie = "Cookie: __Host-saoma-session=" + secret;

        assertThat(me(cookie)).isEqualTo(user);
        assertThat(me("Authorization: Bearer " + secret)).isEqualTo(user);
        assertThat(me("Accept: */*")).isEqualTo("nobody");
        assertThat(me(cookie + "; __Host-saoma-session=x")).isEqualTo("nobody");
        browser.delete("/api/session");
        assertThat(me(cookie)).isEqualTo("nobody");
    }

    @Test
    void saysThatTheFilterIsMissing() {
        assertThat(Wire.send(SITE.port(), "GET", "/demo/unfiltered", List.of(), new byte[0])
                        .status())
                .isEqualTo(500);
    }

    private static String me(String header) {
        return Wire.send(SITE.port(), "GET", "/demo/me", List.of(header), new byte[0])
                .body();
    }
}
