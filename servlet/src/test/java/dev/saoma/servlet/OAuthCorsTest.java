package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may read the responses of routes for OAuth clients. */
class OAuthCorsTest {
    private static final String TOKEN = "/oauth2/token";
    private static final String SPA = "Origin: " + OAuthRoutes.SPA;
    private static final String ASKS = "Access-Control-Request-Method: POST";
    private static final RouteSite SITE = new RouteSite(Site.production("/saoma"), OAuthRoutes.all());

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void letsEveryPageReadThePublicDocument() {
        for (String origin : List.of("Origin: https://any.example", "Origin: null", "X: 1")) {
            Reply reply = SITE.browser().get("/.well-known/openid-configuration", origin);
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(reply.all("Vary")).isEmpty();
        }
    }

    @Test
    void letsThePageOfAClientReadWithoutCredentials() {
        Reply token = SITE.browser().form(TOKEN, "a=1", SPA);
        Reply refused = SITE.browser().form(TOKEN, "fail=invalid_grant", SPA);

        for (Reply reply : List.of(token, refused)) {
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(OAuthRoutes.SPA);
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(reply.all("Vary")).contains("Origin");
        }
    }

    @Test
    void answersThePreflightOfSuchAPage() {
        Reply reply = SITE.browser().send("OPTIONS", TOKEN, "", SPA, ASKS);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(OAuthRoutes.SPA);
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("POST");
        assertThat(reply.header("Access-Control-Allow-Headers")).isEqualTo("Content-Type, Authorization");
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(SITE.browser().send("OPTIONS", TOKEN, "", SPA).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://spa.example.evil.example",
                "https://spa.example:443",
                "https://spa.example/",
                "https://SPA.example",
                "http://spa.example",
                "https://xspa.example",
                "https://spa.example https://spa.example",
                "null",
                Site.FRIEND,
                "https://login.example.com"
            })
    void letsNoOtherPageRead(String origin) {
        Reply reply = SITE.browser().form(TOKEN, "a=1", "Origin: " + origin);
        Reply preflight = SITE.browser().send("OPTIONS", TOKEN, "", "Origin: " + origin, ASKS);

        assertThat(reply.head() + preflight.head()).doesNotContainIgnoringCase("access-control-");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(preflight.status()).isEqualTo(405);
        assertThat(reply.all("Vary")).contains("Origin");
    }

    @Test
    void letsNoPageReadTwoOrigins() {
        assertThat(SITE.browser().form(TOKEN, "a=1", SPA, SPA).head()).doesNotContainIgnoringCase("access-control-");
    }

    /** A page that forms lead through may hold a code, which not even a page of a listed origin may read. */
    @ParameterizedTest
    @ValueSource(strings = {OAuthRoutes.SPA, Site.FRIEND})
    void letsNoPageReadIntrospectionOrAPage(String origin) {
        for (String address : List.of("/oauth2/introspect", "/oauth2/authorize")) {
            Reply reply = SITE.browser().form(address, "a=1", "Origin: " + origin);
            Reply preflight = SITE.browser().send("OPTIONS", address, "", "Origin: " + origin, ASKS);
            assertThat(reply.head() + preflight.head()).as(address).doesNotContainIgnoringCase("access-control-");
        }
    }

    @Test
    void holdsAgainstAFilterThatAllowsEveryPage() {
        Filter open = (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "https://evil.example");
            ((HttpServletResponse) response).setHeader("Access-Control-Allow-Credentials", "true");
            chain.doFilter(request, response);
        };
        try (var site = new RouteSite(Site.production("/saoma"), OAuthRoutes.all(), open)) {
            Reply evil = site.browser().form(TOKEN, "a=1", "Origin: https://evil.example");
            Reply spa = site.browser().form(TOKEN, "a=1", SPA);

            assertThat(evil.header("Access-Control-Allow-Origin")).isEqualTo("https://no-page.invalid");
            assertThat(spa.header("Access-Control-Allow-Origin")).isEqualTo(OAuthRoutes.SPA);
            assertThat(List.of(evil, spa))
                    .extracting(reply -> reply.header("Access-Control-Allow-Credentials"))
                    .containsOnly("false");
        }
    }
}
