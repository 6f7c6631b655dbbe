package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The plan of the Config OP profile. */
class OidcConfigConformanceTest extends OidcConformance {

    @Test
    @DisplayName("oidcc-discovery-endpoint-verification")
    void publishesItsMetadataAndKeys() throws Exception {
        Reply reply = site.browser().get("/.well-known/openid-configuration");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("application/json");

        OIDCProviderMetadata metadata = reading.metadata();
        assertThat(metadata.getIssuer().getValue()).isEqualTo(reading.issuer());
        assertThat(metadata.getResponseTypes()).containsExactly(ResponseType.CODE);
        assertThat(metadata.getResponseModes()).containsExactly(ResponseMode.QUERY, ResponseMode.FORM_POST);
        assertThat(metadata.getGrantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(metadata.getSubjectTypes()).containsExactly(SubjectType.PUBLIC);
        assertThat(metadata.getIDTokenJWSAlgs()).contains(JWSAlgorithm.RS256);
        assertThat(metadata.getTokenEndpointAuthMethods())
                .containsExactly(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                        ClientAuthenticationMethod.CLIENT_SECRET_POST,
                        ClientAuthenticationMethod.NONE);
        assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
        assertThat(metadata.getScopes().toStringList()).contains("openid");
        assertThat(metadata.getClaims()).contains("sub", "auth_time", "acr", "name");
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(metadata.supportsRequestURIParam()).isFalse();
        assertThat(endpoints(metadata))
                .allSatisfy(address -> assertThat(address.toString()).startsWith(reading.issuer() + "/oauth2/"));
    }

    private static List<URI> endpoints(OIDCProviderMetadata metadata) {
        return Stream.of(
                        metadata.getAuthorizationEndpointURI(),
                        metadata.getTokenEndpointURI(),
                        metadata.getUserInfoEndpointURI(),
                        metadata.getJWKSetURI(),
                        metadata.getIntrospectionEndpointURI(),
                        metadata.getRevocationEndpointURI(),
                        metadata.getEndSessionEndpointURI())
                .toList();
    }

    @Test
    void publishesNoPrivateKey() throws Exception {
        List<JWK> keys = reading.keys().getKeys();
        assertThat(keys).hasSize(2);
        assertThat(keys).noneMatch(JWK::isPrivate);
        assertThat(keys).allMatch(key -> KeyUse.SIGNATURE.equals(key.getKeyUse()));
        assertThat(keys.stream().map(JWK::getKeyID).distinct()).hasSameSizeAs(keys);
    }

    @Test
    void publishesTheSameForOAuth() {
        Browser browser = site.browser();
        assertThat(browser.get("/.well-known/oauth-authorization-server").body())
                .isEqualTo(browser.get("/.well-known/openid-configuration").body());
    }
}
