package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole logins of applications over the OpenID provider, read by an independent library. */
class OidcLoginTest {

    private Site site;
    private Browser browser;

    @BeforeEach
    void open(@TempDir Path folder) {
        site = Site.withProvider(Site.open(folder));
        browser = site.browser();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void logsInAndTellsWho() throws Exception {
        RelyingParty shop = RelyingParty.web(site, "Shop", "");
        Reply begun = shop.authorize(browser);
        assertThat(begun.status()).isEqualTo(303);
        assertThat(begun.header("Location")).startsWith("/login?returnTo=%2Foauth2%2Fauthorize%2F");

        Reply back = shop.signIn(browser, "wang", shop.parameters());
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).startsWith(shop.redirectUri() + "?code=");
        Map<String, String> answer = RelyingParty.query(back.header("Location"));
        assertThat(answer).containsEntry("state", "state-1").containsEntry("iss", issuer());

        Reply tokens = shop.redeem(answer.get("code"));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.header("Cache-Control")).isEqualTo("no-store");
        IDTokenClaimsSet claims = validated(tokens.text("id_token"), "Shop", "nonce-1");
        Reply user = shop.userInfo(tokens.text("access_token"));
        assertThat(user.text("sub")).isEqualTo(claims.getSubject().getValue());
        assertThat(user.text("preferred_username")).isEqualTo(user.text("sub"));
        assertThat(user.text("name")).isNotEmpty();
        assertThat(user.json().has("email")).isFalse();
    }

    @Test
    void logsInBelowAPath(@TempDir Path other) {
        try (Site sso = Site.withProvider(Site.below(other, "/sso"))) {
            RelyingParty shop = RelyingParty.web(sso, "Shop", "");
            Browser user = sso.browser();
            Map<String, String> login = RelyingParty.query(shop.authorize(user).header("Location"));
            assertThat(login.get("returnTo")).startsWith("/sso/oauth2/authorize/");
            user.login(sso.code("wang"));

            Reply back = user.get(login.get("returnTo").substring("/sso".length()));

            Map<String, String> answer = RelyingParty.query(back.header("Location"));
            assertThat(answer).containsEntry("iss", sso.server().publicUrl().toString());
            assertThat(answer.get("iss")).endsWith("/sso");
            assertThat(shop.redeem(answer.get("code")).status()).isEqualTo(200);
            assertThat(user.get("/.well-known/openid-configuration").text("issuer"))
                    .isEqualTo(answer.get("iss"));
            assertThat(user.get("/.well-known/oauth-authorization-server").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void sendsThePublicKeysOnceForEachVersion() {
        Reply keys = browser.get("/oauth2/jwks");
        assertThat(keys.header("Cache-Control")).isEqualTo("public, max-age=300");

        assertThat(browser.get("/oauth2/jwks", "If-None-Match: " + keys.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(browser.get("/oauth2/jwks", "If-None-Match: \"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void countsWhatBeginsByAddress(@TempDir Path other) {
        var few = new RateLimits(RateLimit.OFF, new RateLimit(3, 1), RateLimit.OFF);
        try (Site limited = Site.withProvider(Site.open(other, new ClientSettings(List.of(), few)))) {
            RelyingParty shop = RelyingParty.web(limited, "Shop", "");
            for (int i = 0; i < 3; i++) {
                assertThat(shop.authorize(limited.browser()).status()).isEqualTo(303);
            }

            assertThat(shop.authorize(limited.browser()).status()).isEqualTo(429);
        }
    }

    private IDTokenClaimsSet validated(String token, String client, String nonce) throws Exception {
        Reply keys = site.browser().get("/oauth2/jwks");
        var validator = new IDTokenValidator(
                new Issuer(issuer()), new ClientID(client), JWSAlgorithm.RS256, JWKSet.parse(keys.body()));
        return validator.validate(JWTParser.parse(token), new Nonce(nonce));
    }

    private String issuer() {
        return site.server().publicUrl().toString();
    }
}
