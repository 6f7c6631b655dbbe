package dev.saoma.oidc.key;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MovableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Signing keys of several nodes on one database, by a clock that the test moves. */
abstract class KeysOnDatabase {
    static final String KEY = "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2";
    static final String OTHER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    static final Map<String, Object> CLAIMS = Map.of("sub", "ann");

    private final MadeKeys pairs = new MadeKeys();
    final MovableClock clock = new MovableClock();
    final List<SigningKeys> opened = new ArrayList<>();
    private final Supplier<SqlStore> nodes;
    private SqlStore store;

    /** @param nodes returns the store of a new node on the same database, where nodes can share one */
    KeysOnDatabase(Supplier<SqlStore> nodes) {
        this.nodes = nodes;
    }

    @BeforeEach
    void migrate() {
        store = node();
        OidcSchema.migrate(store.database());
    }

    @AfterEach
    void close() {
        opened.forEach(SigningKeys::close);
    }

    SqlStore node() {
        return nodes.get();
    }

    SqlStore store() {
        return store;
    }

    SigningKeys open() {
        return open(store);
    }

    SigningKeys open(SqlStore node) {
        var wrap = new KeyWrap(SealKey.of(Secret.of(KEY)));
        SigningKeys keys = SigningKeys.open(new KeyRotation(node, wrap, pairs, clock), wrap, clock, clock::nanos);
        synchronized (opened) {
            opened.add(keys);
        }
        return keys;
    }

    List<KeyRow> rows() {
        return store.database().read(sql -> new SigningKeyRows(sql).all());
    }

    static String kid(String jwt) throws Exception {
        return JWSObject.parse(jwt).getHeader().getKeyID();
    }

    static List<String> published(SigningKeys keys) throws Exception {
        return JWKSet.parse(keys.published().json()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }
}
