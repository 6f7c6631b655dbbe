package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The modules of the Basic OP profile, which the Form Post OP profile repeats. */
abstract class OidcBasicContract extends OidcRequestContract {

    @Test
    @DisplayName("oidcc-server")
    void logsInAndTellsWho() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());

        IDTokenClaimsSet claims = claims(tokens);
        assertThat(tokens.getAccessToken()).isInstanceOf(BearerAccessToken.class);
        assertThat(tokens.getAccessToken().getLifetime()).isEqualTo(600);
        AccessTokenValidator.validate(tokens.getAccessToken(), JWSAlgorithm.RS256, claims.getAccessTokenHash());
        assertThat(claims.getAuthenticationTime()).isNotNull();
        assertThat(claims.getAuthorizedParty()).isNull();
        assertThat(reading.userInfo(userInfo(tokens)).getSubject()).isEqualTo(claims.getSubject());
    }

    @Test
    @DisplayName("oidcc-server-client-secret-post")
    void takesTheSecretFromTheBody() throws Exception {
        String code = code(shop, shop.signIn(site.browser(), "alice", request()));
        var form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                shop.redirectUri(),
                "client_id",
                shop.id(),
                "client_secret",
                RelyingParty.SECRET));

        claims(reading.tokens(shop.http().form("/oauth2/token", RelyingParty.form(form))));
    }

    @Test
    @DisplayName("oidcc-alternate-happy-flow")
    void needsNoOrder() throws Exception {
        var request = new LinkedHashMap<String, String>();
        var names = new ArrayList<>(request().keySet());
        Collections.reverse(names);
        names.forEach(name ->
                request.put(name, request("scope", "email profile openid").get(name)));

        OIDCTokens tokens = tokens(site.browser(), request);

        assertThat(claims(tokens).getStringClaim("preferred_username")).isNotEmpty();
        assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactlyInAnyOrder("openid", "profile");
    }

    @Test
    @DisplayName("oidcc-idtoken-signature")
    void signsWithAPublishedKey() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());

        var header = (JWSHeader) tokens.getIDToken().getHeader();
        assertThat(header.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(reading.keys().getKeyByKeyId(header.getKeyID()).getAlgorithm())
                .isEqualTo(JWSAlgorithm.RS256);
        claims(tokens);
    }

    @Test
    @DisplayName("oidcc-idtoken-unsigned")
    void signsEveryIdToken() throws Exception {
        assertThat(reading.metadata().getIDTokenJWSAlgs())
                .containsExactlyInAnyOrder(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    }

    @Test
    @DisplayName("oidcc-ensure-request-without-nonce-succeeds-for-code-flow")
    void needsNoNonce() throws Exception {
        Map<String, String> request = request();
        request.remove("nonce");

        OIDCTokens tokens = tokens(site.browser(), request);

        assertThat(reading.idToken(tokens.getIDToken(), shop, Optional.empty()).getNonce())
                .isNull();
    }

    @Test
    @DisplayName("oidcc-userinfo-get")
    void tellsWhoByGet() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());

        assertThat(reading.userInfo(userInfo(tokens)).getSubject())
                .isEqualTo(claims(tokens).getSubject());
    }

    @Test
    @DisplayName("oidcc-userinfo-post-header")
    void tellsWhoByPost() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());

        Reply reply = shop.http().form("/oauth2/userinfo", "", bearer(tokens));

        assertThat(reading.userInfo(reply).getSubject())
                .isEqualTo(claims(tokens).getSubject());
    }

    @Test
    @DisplayName("oidcc-userinfo-post-body")
    void takesNoAccessTokenFromABody() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());

        Reply reply = shop.http()
                .form(
                        "/oauth2/userinfo",
                        "access_token=" + tokens.getAccessToken().getValue());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"saoma\"");
    }

    /** There is no picture, since the addresses of the emulator's are not https. */
    @Test
    @DisplayName("oidcc-scope-profile")
    void tellsTheName() throws Exception {
        UserInfo user = reading.userInfo(userInfo(tokens(site.browser(), request("scope", "openid profile"))));

        assertThat(user.getName()).isEqualTo("Alice");
        assertThat(user.getPreferredUsername()).isEqualTo(user.getSubject().getValue());
        assertThat(user.toJSONObject()).containsOnlyKeys("sub", "name", "preferred_username");
    }

    @Test
    @DisplayName("oidcc-scope-email")
    void knowsNoEmail() throws Exception {
        requireWithout("email");
    }

    @Test
    @DisplayName("oidcc-scope-address")
    void knowsNoAddress() throws Exception {
        requireWithout("address");
    }

    @Test
    @DisplayName("oidcc-scope-phone")
    void knowsNoPhone() throws Exception {
        requireWithout("phone");
    }

    private void requireWithout(String scope) throws Exception {
        assertThat(reading.metadata().getScopes().toStringList()).doesNotContain(scope);
        OIDCTokens tokens = tokens(site.browser(), request("scope", "openid " + scope));
        assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactly("openid");
        assertThat(reading.userInfo(userInfo(tokens)).toJSONObject()).containsOnlyKeys("sub");
    }

    @Test
    @DisplayName("oidcc-scope-all")
    void grantsOfAllScopesThoseThatItKnows() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request("scope", "openid profile email address phone"));

        assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactlyInAnyOrder("openid", "profile");
        assertThat(reading.userInfo(userInfo(tokens)).toJSONObject())
                .containsOnlyKeys("sub", "name", "preferred_username");
    }

    @Test
    @DisplayName("oidcc-claims-essential")
    void ignoresTheParameterClaims() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}"));

        assertThat(reading.metadata().supportsClaimsParam()).isFalse();
        assertThat(reading.userInfo(userInfo(tokens)).toJSONObject()).containsOnlyKeys("sub");
        assertThat(claims(tokens).getStringClaim("name")).isNull();
    }

    @Test
    @DisplayName("oidcc-codereuse")
    void redeemsACodeOnce() throws Exception {
        String code = code(shop, shop.signIn(site.browser(), "alice", request()));
        claims(reading.tokens(redeem(shop, code)));

        Reply again = redeem(shop, code);

        assertThat(again.status()).isEqualTo(400);
        assertThat(reading.error(again)).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("oidcc-codereuse-30seconds")
    void revokesTheTokensOfACodeThatComesAgain() throws Exception {
        String code = code(shop, shop.signIn(site.browser(), "alice", request()));
        OIDCTokens tokens = reading.tokens(redeem(shop, code));
        assertThat(userInfo(tokens).status()).isEqualTo(200);
        clock.pass(Duration.ofSeconds(30));

        assertThat(reading.error(redeem(shop, code))).isEqualTo("invalid_grant");

        assertThat(userInfo(tokens).status()).isEqualTo(401);
        assertThat(reading.error(shop.refresh(tokens.getRefreshToken().getValue())))
                .isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("oidcc-refresh-token")
    void refreshesForTheSameClientAlone() throws Exception {
        OIDCTokens tokens = tokens(site.browser(), request());
        clock.pass(Duration.ofSeconds(2));

        OIDCTokens fresh = reading.tokens(shop.refresh(tokens.getRefreshToken().getValue()));

        IDTokenClaimsSet before = claims(tokens);
        IDTokenClaimsSet after = reading.idToken(fresh.getIDToken(), shop, Optional.empty());
        assertThat(List.of(after.getIssuer(), after.getSubject(), after.getAudience(), after.getAuthenticationTime()))
                .isEqualTo(List.of(
                        before.getIssuer(), before.getSubject(), before.getAudience(), before.getAuthenticationTime()));
        assertThat(after.getIssueTime()).isAfter(before.getIssueTime());
        assertThat(after.getNonce()).isNull();
        assertThat(userInfo(fresh).status()).isEqualTo(200);
        assertThat(tokens.getRefreshToken().getValue()).matches("[\\x20-\\x7e]+");
        assertThat(reading.error(forum.refresh(tokens.getRefreshToken().getValue())))
                .isEqualTo("invalid_grant");
    }

    private static String bearer(OIDCTokens tokens) {
        return "Authorization: Bearer " + tokens.getAccessToken().getValue();
    }
}
