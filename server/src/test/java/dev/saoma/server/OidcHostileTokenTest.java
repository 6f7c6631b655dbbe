package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ID tokens that this provider has not issued, and subjects that are somebody else. */
class OidcHostileTokenTest {
    private static final String LOGGED_OUT = "https://shop.example/out";

    @TempDir
    private static Path folder;

    private static Site site;
    private static RelyingParty shop;
    private static RelyingParty other;
    private static Browser browser;
    private static String good;
    private static RSAKey published;

    @BeforeAll
    static void open() throws Exception {
        site = Site.withProvider(Site.open(folder, new ClientSettings(List.of(), RateLimits.OFF)));
        String more = ", \"postLogoutRedirectUris\": [\"" + LOGGED_OUT + "\"]";
        shop = RelyingParty.web(site, "Shop", more);
        other = RelyingParty.web(site, "Other", more);
        browser = site.browser();
        good = shop.tokens(browser, "alice").text("id_token");
        published = JWKSet.parse(site.browser().get("/oauth2/jwks").body())
                .getKeys()
                .get(0)
                .toRSAKey();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(published.getKeyID());
    }

    private static String signed(JWSHeader header, RSAKey key) throws Exception {
        var jws = new JWSObject(header, JWSObject.parse(good).getPayload());
        jws.sign(new RSASSASigner(key));
        return jws.serialize();
    }

    private static String withHeader(String json) {
        return Base64URL.encode(json) + good.substring(good.indexOf('.'));
    }

    private static String withClaim(String name, Object value) throws Exception {
        Map<String, Object> claims = JWSObject.parse(good).getPayload().toJSONObject();
        claims.put(name, value);
        String[] parts = good.split("\\.");
        return parts[0] + "." + new Payload(claims).toBase64URL() + "." + parts[2];
    }

    private static String hmac() throws Exception {
        var jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(published.getKeyID())
                        .build(),
                JWSObject.parse(good).getPayload());
        jws.sign(new MACSigner(published.toRSAPublicKey().getEncoded()));
        return jws.serialize();
    }

    private static List<String> forged() throws Exception {
        RSAKey foreign = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        String kid = published.getKeyID();
        String payload = good.split("\\.")[1];
        return new ArrayList<>(List.of(
                Base64URL.encode("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}") + "." + payload + ".",
                Base64URL.encode("{\"alg\":\"none\"}") + "." + payload + ".",
                hmac(),
                signed(header().build(), foreign),
                signed(header().keyID(foreign.getKeyID()).build(), foreign),
                signed(header().keyID("../../" + kid).build(), foreign),
                signed(header().jwk(foreign.toPublicJWK()).build(), foreign),
                signed(header().jwkURL(URI.create("http://127.0.0.1:1/jwks")).build(), foreign),
                signed(header().x509CertURL(URI.create("http://127.0.0.1:1/x")).build(), foreign),
                withHeader("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\",\"kid\":\"" + kid + "\"}"),
                withClaim("iss", "https://evil.example"),
                withClaim("sub", "admin"),
                withClaim("aud", "Other"),
                withClaim("sid", "0".repeat(32)),
                good.substring(0, good.length() - 1),
                good.substring(0, good.lastIndexOf('.')),
                good + "A",
                good + "." + good,
                "a.b.c",
                "..",
                "{}"));
    }

    @Test
    void proveNoLogout() throws Exception {
        for (String hint : forged()) {
            var form = new LinkedHashMap<String, String>();
            form.put("id_token_hint", hint);
            form.put("post_logout_redirect_uri", LOGGED_OUT);
            form.put("state", "s");
            for (String client : List.of("", "Shop", "Other")) {
                form.put("client_id", client);
                Reply reply = browser.get("/oauth2/logout?" + RelyingParty.form(form));
                assertThat(reply.status()).as(hint).isEqualTo(200);
                assertThat(reply.header("Location")).as(hint).isEmpty();
                assertThat(reply.body()).as(hint).doesNotContain(LOGGED_OUT);
                assertThat(browser.session().status()).as(hint).isEqualTo(200);
            }
        }
    }

    @Test
    void areNoHintOfALogin() throws Exception {
        for (String hint : forged()) {
            Map<String, String> request = shop.parameters();
            request.put("id_token_hint", hint);
            assertThat(shop.authorize(browser, request).header("Location"))
                    .as(hint)
                    .contains("?error=invalid_request&");
        }
        Map<String, String> ofOther = other.parameters();
        ofOther.put("id_token_hint", good);
        assertThat(other.authorize(browser, ofOther).header("Location")).contains("?error=invalid_request&");
        Map<String, String> own = shop.parameters();
        own.put("id_token_hint", good);
        assertThat(shop.authorize(browser, own).header("Location")).contains("?code=");
    }

    /** The client of the hint decides about the address, and not the one that is named beside it. */
    @Test
    void ofOneClientDoNotLogOutForAnother() {
        Reply reply = browser.get("/oauth2/logout?"
                + RelyingParty.form(
                        Map.of("id_token_hint", good, "client_id", "Other", "post_logout_redirect_uri", LOGGED_OUT)));

        assertThat(reply.header("Location")).isEmpty();
        assertThat(browser.session().status()).isEqualTo(200);
    }

    @Test
    void areRefusedWithoutAFaultWhenTheyAreVeryLong() {
        for (int length : new int[] {9_000, 15_000, 17_000, 1 << 20}) {
            String form = "id_token_hint=" + "a".repeat(length);
            for (String path : List.of("/oauth2/logout", "/oauth2/authorize")) {
                assertThat(browser.form(path, form).status()).as(path + length).isBetween(200, 499);
            }
            if (length < 1 << 20) {
                assertThat(browser.get("/oauth2/logout?" + form).status())
                        .as("" + length)
                        .isBetween(200, 499);
            }
        }
        assertThat(browser.session().status()).isEqualTo(200);
    }

    @Test
    void areNoAccessTokensAndAccessTokensAreNone() {
        assertThat(shop.userInfo(good).status()).isEqualTo(401);
        assertThat(shop.introspect(good).body()).isEqualTo("{\"active\":false}");
        String access = shop.tokens(browser, "alice").text("access_token");
        Map<String, String> request = shop.parameters();
        request.put("id_token_hint", access);
        assertThat(shop.authorize(browser, request).header("Location")).contains("?error=invalid_request&");
    }

    /** A client must not be taken for a user whose identifier is the client's. */
    @Test
    void haveASubjectThatIsNoClient() throws Exception {
        Browser wang = site.browser();
        String before = JWSObject.parse(shop.tokens(wang, "wang").text("id_token"))
                .getPayload()
                .toJSONObject()
                .get("sub")
                .toString();
        assertThat(before)
                .isEqualTo(wang.session().json().path("user").path("userId").asString());
        RelyingParty.web(site, "Namesake", ", \"clientId\": \"" + before + "\"");

        Reply tokens = shop.tokens(wang, "wang");
        String sub = shop.userInfo(tokens.text("access_token")).text("sub");
        assertThat(sub).isNotEqualTo(before).matches("u-[A-Za-z0-9_-]{43}");
        assertThat(JWSObject.parse(tokens.text("id_token"))
                        .getPayload()
                        .toJSONObject()
                        .get("sub"))
                .isEqualTo(sub);
        assertThat(shop.introspect(tokens.text("access_token")).text("sub")).isEqualTo(sub);
    }

    @Test
    void holdNothingOfAKeyThatIsPrivate() {
        Reply keys = site.browser().get("/oauth2/jwks");

        assertThat(keys.json().path("keys")).isNotEmpty().allSatisfy(key -> {
            assertThat(key.propertyNames()).doesNotContain("d", "p", "q", "dp", "dq", "qi", "k");
            assertThat(key.path("use").asString()).isEqualTo("sig");
        });
        assertThat(keys.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4_096);
    }
}
