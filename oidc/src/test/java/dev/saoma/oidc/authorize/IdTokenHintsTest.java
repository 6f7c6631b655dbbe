package dev.saoma.oidc.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.key.SigningAlgorithm;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hint must hold besides a good signature. */
class IdTokenHintsTest {
    private static final String ISSUER = "https://a.example";
    private static final Map<String, Object> CLAIMS =
            Map.of("iss", ISSUER, "aud", "Shop", "sub", "u_1", "sid", "s1", "auth_time", 1, "exp", 2, "iat", 1);

    private static final MovableClock CLOCK = new MovableClock();
    private static SqlStore store;
    private static SigningKeys keys;

    @BeforeAll
    static void open() {
        store = SqlStore.open(SqliteDatabase.inMemory(), true);
        OidcSchema.migrate(store.database());
        keys = SigningKeys.open(store, SealKey.of(Secret.of("0f".repeat(32))), CLOCK);
    }

    @AfterAll
    static void close() {
        keys.close();
        store.close();
    }

    private static String signed(Map<String, Object> claims) {
        return keys.sign(SigningAlgorithm.RS256, "JWT", claims);
    }

    private static Map<String, Object> with(String name, Object value) {
        var claims = new HashMap<>(CLAIMS);
        claims.put(name, value);
        return claims;
    }

    @ParameterizedTest
    @EnumSource
    void areIdTokensOfAnyAge(SigningAlgorithm algorithm) {
        String token = keys.sign(algorithm, "JWT", CLAIMS);
        CLOCK.pass(Duration.ofHours(1));

        assertThat(new IdTokenHints(keys, ISSUER).read(token))
                .contains(new IdTokenHints.IdTokenHint(new ClientId("Shop"), "u_1", "s1"));
    }

    /** A logout token has no time of authentication. */
    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "sid", "auth_time"})
    void areNothingWithoutAClaim(String name) {
        var claims = new HashMap<>(CLAIMS);
        claims.remove(name);

        assertThat(new IdTokenHints(keys, ISSUER).read(signed(claims))).isEmpty();
    }

    @Test
    void areNothingWithAnotherIssuerOrAudience() {
        for (Map<String, Object> claims : List.of(
                with("iss", "https://a.example/"),
                with("iss", List.of(ISSUER)),
                with("aud", List.of("Shop", "Other")),
                with("aud", List.of()),
                with("aud", "no client"),
                with("sub", 1),
                with("sid", List.of("s1")))) {
            assertThat(new IdTokenHints(keys, ISSUER).read(signed(claims)))
                    .as(claims.toString())
                    .isEmpty();
        }
    }
}
