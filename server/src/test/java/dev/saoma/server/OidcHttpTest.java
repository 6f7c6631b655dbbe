package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.saoma.testing.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What HTTP demands of the provider's answers. */
class OidcHttpTest extends OidcConformance {

    private static String token(String code) {
        return RelyingParty.form(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", "https://x"));
    }

    @Test
    void namesTheSchemeThatTheClientHasUsed() throws Exception {
        Reply byHeader = shop.http()
                .form("/oauth2/token", token("unknown"), RelyingParty.basic(shop.id(), "wrong" + RelyingParty.SECRET));
        assertThat(byHeader.status()).isEqualTo(401);
        assertThat(byHeader.header("WWW-Authenticate")).isEqualTo("Basic realm=\"saoma\"");
        assertThat(reading.error(byHeader)).isEqualTo("invalid_client");

        Reply byBody = shop.http()
                .form("/oauth2/token", token("unknown") + "&client_id=" + shop.id() + "&client_secret=wrong");
        assertThat(byBody.status()).isEqualTo(401);
        assertThat(byBody.header("WWW-Authenticate")).isEmpty();
        assertThat(reading.error(byBody)).isEqualTo("invalid_client");
    }

    @Test
    void authenticatesTheClientBeforeItLooksAtTheCode() throws Exception {
        String code = code(shop, shop.signIn(site.browser(), "alice", request()));
        String form = RelyingParty.form(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", shop.redirectUri()));
        String basic = RelyingParty.basic(shop.id(), RelyingParty.SECRET);

        assertThat(reading.error(
                        shop.http().form("/oauth2/token", form + "&client_secret=" + RelyingParty.SECRET, basic)))
                .isEqualTo("invalid_request");
        assertThat(reading.error(shop.http().form("/oauth2/token", form + "&client_id=Forum", basic)))
                .isEqualTo("invalid_request");
        assertThat(reading.error(shop.http().form("/oauth2/token", form + "&client_id=" + shop.id())))
                .isEqualTo("invalid_client");
        assertThat(reading.error(shop.http().form("/oauth2/token", form))).isEqualTo("invalid_client");
        assertThat(shop.http().form("/oauth2/token", form, basic).status()).isEqualTo(200);
    }

    @Test
    void saysTheSameOfEveryGrantThatIsInvalid() throws Exception {
        String used = code(shop, shop.signIn(site.browser(), "alice", request()));
        redeem(shop, used);
        String elsewhere = code(forum, forum.signIn(site.browser(), "alice", request(forum)));
        String address = code(shop, shop.signIn(site.browser(), "alice", request()));
        Reply otherAddress = shop.token(
                Map.of("grant_type", "authorization_code", "code", address, "redirect_uri", shop.redirectUri() + "/"));

        assertThat(Stream.of(
                                redeem(shop, used),
                                redeem(shop, elsewhere),
                                redeem(shop, "unknown"),
                                redeem(shop, "0".repeat(64)),
                                otherAddress,
                                shop.refresh("0".repeat(64)))
                        .map(reply -> reply.status() + reply.text("error") + reply.text("error_description"))
                        .distinct())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("400invalid_grant");
    }

    @Test
    void saysWhetherAnAccessTokenIsMissingOrInvalid() {
        Reply missing = shop.http().get("/oauth2/userinfo");
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"saoma\"");

        Reply invalid = shop.userInfo("0".repeat(64));
        assertThat(invalid.status()).isEqualTo(401);
        assertThat(invalid.header("WWW-Authenticate")).startsWith("Bearer realm=\"saoma\", error=\"invalid_token\"");
    }

    @Test
    void letsNothingBeStored() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());
        String access = tokens.getAccessToken().getValue();

        Stream.of(
                        shop.userInfo(access),
                        shop.userInfo("0".repeat(64)),
                        shop.introspect(access),
                        shop.refresh(tokens.getRefreshToken().getValue()),
                        shop.refresh("unknown"),
                        shop.authorize(site.browser(), request()),
                        shop.authorize(site.browser(), request("redirect_uri", "https://other.example")),
                        shop.authorize(site.browser(), request("prompt", "none")),
                        site.browser().get("/oauth2/logout"),
                        shop.post("/oauth2/revoke", Map.of("token", access)))
                .forEach(reply -> assertThat(reply.header("Cache-Control"))
                        .as(reply.body())
                        .isEqualTo("no-store"));
    }

    @Test
    void redirectsBySeeOtherAlone() throws Exception {
        Browser browser = site.browser();
        Reply posted = browser.form("/oauth2/authorize", RelyingParty.form(request()));
        Reply waiting = browser.get(posted.header("Location"));
        Reply loggedOut = browser.form("/oauth2/logout", "state=x");

        assertThat(List.of(posted.status(), waiting.status(), loggedOut.status()))
                .containsOnly(303);
    }

    @Test
    void takesNoTokenRequestFromAQuery() {
        String code = RelyingParty.query(
                        shop.signIn(site.browser(), "alice", request()).header("Location"))
                .get("code");
        String form = RelyingParty.form(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", shop.redirectUri()));
        String basic = RelyingParty.basic(shop.id(), RelyingParty.SECRET);

        assertThat(shop.http().form("/oauth2/token?" + form, "", basic).status())
                .isEqualTo(400);
        assertThat(shop.http().form("/oauth2/token?x=1", form, basic).status()).isEqualTo(400);
        assertThat(shop.http().get("/oauth2/token?" + form, basic).status()).isEqualTo(405);
        assertThat(shop.http().form("/oauth2/token", form, basic).status())
                .as("the code is still good")
                .isEqualTo(200);
    }

    /** Another site may send a browser with its cookies; they count for nothing here. */
    @Test
    void readsNoCookieForAClient() throws Exception {
        Browser browser = site.browser();
        tokens(browser, request());

        assertThat(browser.get("/oauth2/userinfo").status()).isEqualTo(401);
        assertThat(browser.form("/oauth2/introspect", "token=x").status()).isEqualTo(401);
    }
}
