package dev.saoma.oidc.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MovableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts that look like tokens of this provider and are none. */
class HostileJwtTest {
    private static final Map<String, Object> CLAIMS = Map.of("sub", "ann");

    private static SqlStore store;
    private static SigningKeys keys;
    private static String good;
    private static RSAKey published;
    private static RSAKey foreign;

    @BeforeAll
    static void open() throws Exception {
        var clock = new MovableClock();
        store = SqlStore.open(SqliteDatabase.inMemory(), true);
        OidcSchema.migrate(store.database());
        keys = SigningKeys.open(store, SealKey.of(Secret.of("0f".repeat(32))), clock);
        good = keys.sign(SigningAlgorithm.RS256, "JWT", CLAIMS);
        published = JWKSet.parse(keys.published().json()).getKeys().get(0).toRSAKey();
        foreign = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    }

    @AfterAll
    static void close() {
        keys.close();
        store.close();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(published.getKeyID());
    }

    private static String signed(JWSHeader.Builder header, RSAKey key) throws Exception {
        var jws = new JWSObject(header.build(), new Payload(CLAIMS));
        jws.sign(new RSASSASigner(key));
        return jws.serialize();
    }

    static String withKid(String jwt, String kid) {
        return withHeader(jwt, "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
    }

    private static String withHeader(String jwt, String json) {
        return Base64URL.encode(json) + jwt.substring(jwt.indexOf('.'));
    }

    private static void assertRefused(String jwt) {
        assertThat(keys.verify(jwt)).isEqualTo(Optional.empty());
    }

    @Test
    void publishesWhatClientsNeedAndNoMore() throws Exception {
        List<JWK> all = JWKSet.parse(keys.published().json()).getKeys();

        assertThat(all).extracting(key -> key.getAlgorithm().getName()).containsExactly("RS256", "ES256");
        assertThat(all).allSatisfy(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
            assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
        });
        assertThat(all.get(0).size()).isEqualTo(2048);
        assertThat(keys.published().etag()).matches("\"[0-9a-f]{32}\"");
        assertThat(JWSObject.parse(good).getHeader().toJSONObject())
                .isEqualTo(Map.of("alg", "RS256", "kid", published.getKeyID(), "typ", "JWT"));
    }

    @Test
    void refusesNone() {
        String payload = good.split("\\.")[1];
        for (String alg : List.of("none", "None", "NONE", "")) {
            String head = Base64URL.encode(
                            "{\"alg\":\"" + alg + "\",\"typ\":\"JWT\",\"kid\":\"" + published.getKeyID() + "\"}")
                    .toString();
            assertRefused(head + "." + payload + ".");
            assertRefused(head + "." + payload + ".AA");
            assertRefused(head + "." + payload);
        }
    }

    @Test
    void refusesAnHmacWithThePublicKey() throws Exception {
        for (byte[] secret : List.of(
                published.toRSAPublicKey().getEncoded(),
                published.toJSONString().getBytes(StandardCharsets.UTF_8),
                published.getModulus().decode())) {
            var jws = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(published.getKeyID())
                            .build(),
                    new Payload(CLAIMS));
            jws.sign(new MACSigner(secret));
            assertRefused(jws.serialize());
        }
    }

    @Test
    void refusesAKeyThatTheTokenBrings() throws Exception {
        var builders = List.of(
                header().jwk(foreign.toPublicJWK()),
                header().jwkURL(URI.create("https://evil.example/jwks")),
                header().x509CertURL(URI.create("https://evil.example/cert")),
                header().keyID(foreign.getKeyID()),
                header().keyID(foreign.getKeyID()).jwk(foreign.toPublicJWK()));
        for (JWSHeader.Builder header : builders) {
            assertRefused(signed(header, foreign));
        }
        assertRefused(signed(header(), foreign));
    }

    @Test
    void refusesOtherHeadersAlsoWithAGoodSignature() throws Exception {
        RSAKey own = privateKey();
        assertThat(keys.verify(signed(header(), own))).contains(CLAIMS);

        assertRefused(signed(header().jwk(foreign.toPublicJWK()), own));
        assertRefused(signed(header().jwkURL(URI.create("https://evil.example/jwks")), own));
        assertRefused(signed(header().customParam("x", 1), own));
        assertRefused(signed(header().criticalParams(Set.of("exp")), own));
        assertRefused(signed(header().type(null), own));
        assertRefused(signed(header().keyID(null), own));
        assertRefused(signed(
                new JWSHeader.Builder(JWSAlgorithm.PS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(own.getKeyID()),
                own));
        assertRefused(signed(
                new JWSHeader.Builder(JWSAlgorithm.RS512)
                        .type(JOSEObjectType.JWT)
                        .keyID(own.getKeyID()),
                own));
    }

    private static RSAKey privateKey() throws Exception {
        KeyRow row = store.database().read(sql -> new SigningKeyRows(sql).all()).get(0);
        String purpose = String.join("\n", "saoma-oidc-key", row.kid(), "RS256");
        return RSAKey.parse(SealKey.of(Secret.of("0f".repeat(32)))
                .open(row.wrapped(), purpose)
                .reveal());
    }

    @Test
    void refusesTheKeyOfAnotherAlgorithm() throws Exception {
        String ec = keys.sign(SigningAlgorithm.ES256, "JWT", CLAIMS);
        String kid = JWSObject.parse(ec).getHeader().getKeyID();

        assertThat(keys.verify(ec)).contains(CLAIMS);
        assertRefused(withKid(ec, kid));
        assertRefused(withHeader(good, "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + published.getKeyID() + "\"}"));
        String zeros = Base64URL.encode(new byte[64]).toString();
        assertRefused(ec.substring(0, ec.lastIndexOf('.') + 1) + zeros);
    }

    @Test
    void refusesALongTextWithoutReadingIt() {
        String large = keys.sign(SigningAlgorithm.RS256, "JWT", Map.of("sub", "a".repeat(8_192)));

        assertRefused(large);
        assertRefused("a".repeat(1 << 20));
        assertRefused(good + ".".repeat(1 << 20));
    }

    @Test
    void refusesWhatIsNoTokenAndWhatWasChanged() {
        for (String text : List.of("", ".", "..", "...", "a.b.c", "null", "{}", " " + good, good + "=", good + "\n")) {
            assertRefused(text);
        }
        assertRefused(withHeader(good, "[".repeat(5_000)));
        var random = new Random(new SecureRandom().nextLong());
        String letters = "ABCxyz019-_.";
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder(good);
            // The last letter of a part may have bits that mean nothing.
            int at = random.nextInt(good.length() - 1);
            char letter = letters.charAt(random.nextInt(letters.length()));
            boolean isLastOfItsPart = good.charAt(at + 1) == '.';
            if (good.charAt(at) != letter && !isLastOfItsPart) {
                text.setCharAt(at, letter);
                assertRefused(text.toString());
            }
            assertRefused(good.substring(0, at));
        }
    }
}
