package dev.saoma.oidc.handler;

import dev.saoma.internal.json.JsonText;
import dev.saoma.oidc.key.PublishedKeys;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.oidc.token.IdTokens;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves the provider's metadata (OpenID Connect Discovery, RFC 8414) and its public keys. */
final class MetadataHandlers {
    private static final String CACHED = "public, max-age=300";
    private static final List<String> SECRET = List.of("client_secret_basic", "client_secret_post");
    private static final List<String> SECRET_OR_NONE = List.of("client_secret_basic", "client_secret_post", "none");

    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "acr",
            "sid",
            "at_hash",
            "name",
            "picture",
            "preferred_username",
            "corp_id",
            "corp_name",
            "groups",
            "wechat_openid",
            "wechat_unionid",
            "wechat_appid",
            "wechat_open_platform");

    private final ResponseBody metadata;
    private final SigningKeys keys;

    /** @param scopes that clients may request */
    MetadataHandlers(String issuer, List<String> scopes, SigningKeys keys) {
        this.metadata = ResponseBody.of(JsonText.of(document(issuer, scopes)));
        this.keys = keys;
    }

    private static Map<String, Object> document(String issuer, List<String> scopes) {
        var all = new LinkedHashMap<String, Object>();
        all.put("issuer", issuer);
        all.put("authorization_endpoint", issuer + "/oauth2/authorize");
        all.put("token_endpoint", issuer + "/oauth2/token");
        all.put("userinfo_endpoint", issuer + "/oauth2/userinfo");
        all.put("jwks_uri", issuer + "/oauth2/jwks");
        all.put("introspection_endpoint", issuer + "/oauth2/introspect");
        all.put("revocation_endpoint", issuer + "/oauth2/revoke");
        all.put("end_session_endpoint", issuer + "/oauth2/logout");
        all.put("token_endpoint_auth_methods_supported", SECRET_OR_NONE);
        all.put("introspection_endpoint_auth_methods_supported", SECRET);
        all.put("revocation_endpoint_auth_methods_supported", SECRET_OR_NONE);
        all.put("scopes_supported", scopes);
        all.put("claims_supported", CLAIMS);
        all.put("response_types_supported", List.of("code"));
        all.put("response_modes_supported", List.of("query", "form_post"));
        all.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        all.put("subject_types_supported", List.of("public"));
        all.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256"));
        all.put("acr_values_supported", List.of(IdTokens.ACR));
        all.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        all.put("ui_locales_supported", List.of("en", "zh-CN"));
        all.put("code_challenge_methods_supported", List.of("S256"));
        all.put("claims_parameter_supported", false);
        all.put("request_parameter_supported", false);
        // The default is true.
        all.put("request_uri_parameter_supported", false);
        all.put("authorization_response_iss_parameter_supported", true);
        all.put("backchannel_logout_supported", true);
        all.put("backchannel_logout_session_supported", true);
        return all;
    }

    Response metadata(RoutedRequest call) {
        return cached("application/json", metadata);
    }

    /** Sends the entity tag, since clients ask again for a set that changes every few weeks. */
    Response keys(RoutedRequest call) {
        PublishedKeys published = keys.published();
        String known =
                Optional.ofNullable(call.request().getHeader("If-None-Match")).orElse("");
        Response response = known.equals(published.etag())
                ? Response.empty(304, ResponseKind.OAUTH).with("Cache-Control", CACHED)
                : cached("application/jwk-set+json", ResponseBody.of(published.json()));
        return response.with("ETag", published.etag());
    }

    private static Response cached(String type, ResponseBody body) {
        return new Response(200, ResponseKind.OAUTH, type, body, List.of()).with("Cache-Control", CACHED);
    }
}
