package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import dev.saoma.emulator.world.User;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes and tokens that should outlive their session, their user or the rights of their client, and do not. */
class OidcHostileEndsTest {
    private static final String LOGGED_OUT = "https://shop.example/out";
    private static final String MORE = ", \"refresh\": true, \"postLogoutRedirectUris\": [\"" + LOGGED_OUT + "\"]";

    private static final MovableClock CLOCK = new MovableClock();

    @TempDir
    private static Path folder;

    private static Site site;
    private static int people;

    private RelyingParty shop;
    private Browser browser;
    private String name = "";
    private String userId = "";
    private String hint = "";

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder, "open", CLOCK));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void signIn() {
        shop = RelyingParty.web(site, "Shop", MORE);
        name = "person" + people++;
        site.wechat().put(User.named(name, name));
        browser = site.browser();
        browser.login(site.code(name));
        userId = browser.session().json().path("user").path("userId").asString();
    }

    /** The ways in which a session ends. */
    enum Way {
        LOGOUT {
            @Override
            Reply end(OidcHostileEndsTest test) {
                return test.browser.delete("/api/session");
            }
        },
        LOGOUT_ELSEWHERE {
            @Override
            Reply end(OidcHostileEndsTest test) {
                Browser other = site.browser();
                other.login(site.code(test.name));
                return other.delete("/api/sessions?others=true");
            }
        },
        LOGOUT_OF_THE_CLIENT {
            @Override
            Reply end(OidcHostileEndsTest test) {
                return test.browser.get("/oauth2/logout?"
                        + RelyingParty.form(
                                Map.of("id_token_hint", test.hint, "post_logout_redirect_uri", LOGGED_OUT)));
            }
        },
        LOGOUT_ON_THE_PAGE {
            @Override
            Reply end(OidcHostileEndsTest test) {
                return test.browser.form(
                        "/oauth2/logout",
                        "decision=logout",
                        "Origin: " + site.server().publicUrl());
            }
        },
        ADMINISTRATOR {
            @Override
            Reply end(OidcHostileEndsTest test) {
                return site.admin().delete("/api/admin/users/" + test.userId + "/sessions");
            }
        },
        DISABLED {
            @Override
            Reply end(OidcHostileEndsTest test) {
                return site.admin().call("PATCH", "/api/admin/users/" + test.userId, "{\"isActive\":false}");
            }
        },
        DELETED {
            @Override
            Reply end(OidcHostileEndsTest test) {
                return site.admin().delete("/api/admin/users/" + test.userId);
            }
        },
        UNBOUND {
            @Override
            Reply end(OidcHostileEndsTest test) {
                return site.admin()
                        .post(
                                "/api/admin/users/" + test.userId + "/bindings/" + Site.INSTANCE + "/unbind",
                                "{\"force\":true}");
            }
        },
        INACTIVE_CLIENT {
            @Override
            Reply end(OidcHostileEndsTest test) {
                RelyingParty.web(site, "Shop", MORE + ", \"isActive\": false");
                return test.browser.session();
            }
        };

        abstract Reply end(OidcHostileEndsTest test);
    }

    @ParameterizedTest
    @EnumSource
    void endWithTheirSession(Way way) {
        Reply tokens = shop.tokens(browser, name);
        String code = shop.code(browser, name);
        String access = tokens.text("access_token");
        hint = tokens.text("id_token");
        assertThat(shop.userInfo(access).status()).isEqualTo(200);
        assertThat(shop.introspect(access).json().path("active").asBoolean()).isTrue();
        Reply ended = way.end(this);
        assertThat(ended.status()).as(ended.body()).isIn(200, 204, 303);

        assertThat(shop.userInfo(access).status()).isEqualTo(401);
        assertThat(shop.introspect(access).json().path("active").asBoolean()).isFalse();
        String error = way == Way.INACTIVE_CLIENT ? "invalid_client" : "invalid_grant";
        assertThat(shop.redeem(code).text("error")).isEqualTo(error);
        assertThat(shop.refresh(tokens.text("refresh_token")).text("error")).isEqualTo(error);
    }

    @Test
    void endWithASessionThatRunsOut() {
        Reply tokens = shop.tokens(browser, name);
        CLOCK.pass(Duration.ofMinutes(31));

        assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(shop.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
    }

    /** A refresh counts as use, but of a session that has a last day. */
    @Test
    void endTwelveHoursAfterTheLogin() {
        String token = shop.tokens(browser, name).text("refresh_token");
        for (int quarters = 0; quarters < 47; quarters++) {
            CLOCK.pass(Duration.ofMinutes(15));
            assertThat(shop.refresh(token).status()).isEqualTo(200);
        }
        CLOCK.pass(Duration.ofMinutes(16));

        assertThat(shop.refresh(token).text("error")).isEqualTo("invalid_grant");
    }

    @Test
    void endAfterTheirTime() {
        Reply tokens = shop.tokens(browser, name);
        String code = shop.code(browser, name);
        CLOCK.pass(Duration.ofMinutes(1));
        assertThat(shop.redeem(code).text("error")).isEqualTo("invalid_grant");
        CLOCK.pass(Duration.ofMinutes(9));

        assertThat(shop.userInfo(tokens.text("access_token")).status()).isEqualTo(401);
        assertThat(shop.refresh(tokens.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void areNarrowedToTheScopesOfTheFile() {
        Reply tokens = shop.tokens(browser, name);
        assertThat(tokens.text("scope")).isEqualTo("openid profile");
        RelyingParty.web(site, "Shop", MORE + ", \"scopes\": [\"openid\"]");

        assertThat(shop.userInfo(tokens.text("access_token")).json().has("name"))
                .isFalse();
        assertThat(shop.refresh(tokens.text("refresh_token")).text("scope")).isEqualTo("openid");
        assertThat(shop.token(Map.of(
                                "grant_type", "refresh_token",
                                "refresh_token", tokens.text("refresh_token"),
                                "scope", "openid wechat"))
                        .text("error"))
                .isEqualTo("invalid_scope");
        assertThat(shop.tokens(browser, name).text("scope")).isEqualTo("openid");
    }

    /** A request may wait for 20 minutes, and a code for one. */
    @Test
    void areNarrowedWhereTheyWereNotIssuedYet() throws Exception {
        Browser late = site.browser();
        String waiting =
                RelyingParty.query(shop.authorize(late).header("Location")).get("returnTo");
        String code = shop.code(browser, name);
        RelyingParty.web(site, "Shop", MORE + ", \"scopes\": [\"openid\"]");
        late.login(site.code(name));

        String codeOfLate =
                RelyingParty.query(late.get(waiting).header("Location")).get("code");
        for (String one : new String[] {code, codeOfLate}) {
            Reply tokens = shop.redeem(one);
            assertThat(tokens.text("scope")).isEqualTo("openid");
            assertThat(JWTParser.parse(tokens.text("id_token"))
                            .getJWTClaimsSet()
                            .getClaims())
                    .containsKey("sub")
                    .doesNotContainKeys("name", "preferred_username");
        }
    }

    /** The user has seen and the client was promised no more than the file allowed at the time of the request. */
    @Test
    void areNotWidenedByAFileThatAllowsMore() {
        Map<String, String> request = shop.parameters();
        request.put("scope", "openid profile wechat");
        String code = RelyingParty.query(shop.authorize(browser, request).header("Location"))
                .get("code");
        RelyingParty.web(site, "Shop", MORE + ", \"scopes\": [\"openid\", \"profile\", \"wechat\"]");

        assertThat(shop.redeem(code).text("scope")).isEqualTo("openid profile");
    }

    @Test
    void areNotSentToAnAddressThatTheFileHasNoMore() {
        Browser late = site.browser();
        String waiting =
                RelyingParty.query(shop.authorize(late).header("Location")).get("returnTo");
        late.login(site.code(name));
        RelyingParty.write(
                site,
                "Shop",
                "https://shop.example/other",
                "\"clientType\": \"web\", \"secretHash\": [\"sha256:" + RelyingParty.sha256Hex("x") + "\"]");

        Reply reply = late.get(waiting);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isEmpty();
    }

    @Test
    void areRefusedWhenTheFileTakesThemAway() {
        String token = shop.tokens(browser, name).text("refresh_token");
        RelyingParty.web(site, "Shop", "");

        assertThat(shop.refresh(token).text("error")).isEqualTo("unauthorized_client");
    }

    @Test
    void areRefusedForAnotherSecret() {
        String token = shop.tokens(browser, name).text("refresh_token");
        RelyingParty.write(
                site,
                "Shop",
                shop.redirectUri(),
                "\"clientType\": \"web\", \"refresh\": true, \"secretHash\": [\"sha256:"
                        + RelyingParty.sha256Hex("another") + "\"]");

        assertThat(shop.refresh(token).text("error")).isEqualTo("invalid_client");
    }

    @Test
    void areRefusedWhenTheUserHasLeftTheOrganisation() {
        site.admin().post("/api/admin/corps", "{\"corpId\":\"acme\",\"corpName\":\"Acme\"}");
        RelyingParty.web(site, "Shop", MORE + ", \"corps\": [\"acme\"]");
        assertThat(shop.authorize(browser).header("Location")).contains("?error=access_denied&");

        site.admin().put("/api/admin/corps/acme/members/" + userId);
        String code = shop.code(browser, name);
        Reply tokens = shop.tokens(browser, name);
        site.admin().delete("/api/admin/corps/acme/members/" + userId);
        assertThat(browser.session().status())
                .as("the session is of no organisation")
                .isEqualTo(200);

        assertThat(shop.redeem(code).text("error")).isEqualTo("invalid_grant");
        assertThat(shop.refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(shop.authorize(browser).header("Location")).contains("?error=access_denied&");
    }

    @Test
    void areNotIssuedForAnotherLoginMethod() {
        RelyingParty.web(site, "Shop", MORE + ", \"instances\": [\"Another\"]");

        assertThat(shop.authorize(browser).header("Location"))
                .startsWith("/login?")
                .contains("method=Another");
        Map<String, String> silent = shop.parameters();
        silent.put("prompt", "none");
        assertThat(shop.authorize(browser, silent).header("Location")).contains("?error=login_required&");
    }

    /** A rotated token is kept in the database, and not in memory. */
    @Test
    void stayReplacedAfterARestart() {
        RelyingParty page = RelyingParty.spa(site, "Page", ", \"refresh\": true");
        String first = page.tokens(browser, name).text("refresh_token");
        String second = page.refresh(first).text("refresh_token");
        site.restart();
        CLOCK.pass(Duration.ofSeconds(11));

        assertThat(page.refresh(first).text("error")).isEqualTo("invalid_grant");
        assertThat(page.refresh(second).text("error")).as("the family").isEqualTo("invalid_grant");
    }

    @Test
    void areRevokedByTheirClientAlone() {
        RelyingParty other = RelyingParty.web(site, "Other", "");
        RelyingParty page = RelyingParty.spa(site, "Page", "");
        String access = shop.tokens(browser, name).text("access_token");
        for (RelyingParty stranger : new RelyingParty[] {other, page}) {
            assertThat(stranger.post("/oauth2/revoke", Map.of("token", access)).status())
                    .isEqualTo(200);
        }
        assertThat(shop.userInfo(access).status()).isEqualTo(200);

        assertThat(shop.post("/oauth2/revoke", Map.of("token", access)).status())
                .isEqualTo(200);
        assertThat(shop.userInfo(access).status()).isEqualTo(401);
    }

    @Test
    void areNotSeenByAnotherClient() {
        RelyingParty other = RelyingParty.web(site, "Other", "");
        RelyingParty page = RelyingParty.spa(site, "Page", ", \"refresh\": true");
        Reply tokens = shop.tokens(browser, name);
        Reply ofPage = page.tokens(browser, name);

        for (String token : new String[] {
            tokens.text("access_token"), tokens.text("refresh_token"), ofPage.text("access_token"), "0".repeat(64), "x"
        }) {
            Reply seen = other.introspect(token);
            assertThat(seen.body()).isEqualTo("{\"active\":false}");
            assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.introspect(token).status()).isEqualTo(401);
        }
        assertThat(page.introspect(ofPage.text("access_token")).text("error").toLowerCase(Locale.ROOT))
                .as("a client without a secret may not even see its own")
                .isEqualTo("invalid_client");
    }
}
