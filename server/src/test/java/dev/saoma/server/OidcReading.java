package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The answers of a site's OpenID provider, as an independent library reads them. */
record OidcReading(Site site) {
    /** In seconds: the clock of a test is ahead of the library's. */
    private static final int SKEW = 300;

    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    String issuer() {
        return site.server().publicUrl().toString();
    }

    OIDCProviderMetadata metadata() throws Exception {
        return OIDCProviderMetadata.parse(
                site.browser().get("/.well-known/openid-configuration").body());
    }

    JWKSet keys() throws Exception {
        return JWKSet.parse(site.browser().get("/oauth2/jwks").body());
    }

    /** Returns an authorization response that has reached its client. */
    AuthenticationResponse authentication(RelyingParty client, Map<String, String> parameters) throws Exception {
        return AuthenticationResponseParser.parse(
                URI.create(client.redirectUri()),
                parameters.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
    }

    /** Returns the tokens of a token response. */
    OIDCTokens tokens(Reply reply) throws Exception {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        OIDCTokenResponse response = (OIDCTokenResponse)
                OIDCTokenResponseParser.parse(response(reply)).toSuccessResponse();
        return response.getOIDCTokens();
    }

    /** Returns the error code of a token response. */
    String error(Reply reply) throws Exception {
        return TokenErrorResponse.parse(response(reply)).getErrorObject().getCode();
    }

    /** Validates an ID token. */
    IDTokenClaimsSet idToken(JWT token, RelyingParty client, Optional<String> nonce) throws Exception {
        var validator =
                new IDTokenValidator(new Issuer(issuer()), new ClientID(client.id()), JWSAlgorithm.RS256, keys());
        validator.setMaxClockSkew(SKEW);
        return validator.validate(token, nonce.map(Nonce::new).orElse(null));
    }

    /** Validates a logout token, which must have its type in its header. */
    LogoutTokenClaimsSet logoutToken(String token, RelyingParty client) throws Exception {
        var validator =
                new LogoutTokenValidator(new Issuer(issuer()), new ClientID(client.id()), JWSAlgorithm.RS256, keys());
        validator.setMaxClockSkew(SKEW);
        JWT parsed = JWTParser.parse(token);
        assertThat(parsed.getHeader().getType()).isEqualTo(LogoutTokenValidator.TYPE);
        return validator.validate(parsed);
    }

    UserInfo userInfo(Reply reply) throws Exception {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return UserInfoResponse.parse(response(reply)).toSuccessResponse().getUserInfo();
    }

    private static HTTPResponse response(Reply reply) {
        var response = new HTTPResponse(reply.status());
        reply.headers().forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(reply.body());
        return response;
    }

    /** Returns the fields that a page posts to the client. */
    static Map<String, String> posted(Reply page, String action) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("method=\"post\" action=\"" + action + "\"");
        var fields = new LinkedHashMap<String, String>();
        Matcher found = FIELD.matcher(page.body());
        while (found.find()) {
            fields.put(plain(found.group(1)), plain(found.group(2)));
        }
        return fields;
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
