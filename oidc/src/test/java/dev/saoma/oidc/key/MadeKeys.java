package dev.saoma.oidc.key;

import com.nimbusds.jose.jwk.JWK;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Key pairs that were made once for all tests, in turn, since a key of RSA takes half a second. */
final class MadeKeys implements Function<SigningAlgorithm, JWK> {
    /** More than a test uses. */
    private static final int KEPT = 12;

    private static final Map<SigningAlgorithm, List<JWK>> KEYS = new EnumMap<>(SigningAlgorithm.class);

    private final AtomicInteger given = new AtomicInteger();

    @Override
    public JWK apply(SigningAlgorithm algorithm) {
        synchronized (KEYS) {
            List<JWK> keys = KEYS.computeIfAbsent(algorithm, any -> new ArrayList<>());
            int next = given.getAndIncrement() % KEPT;
            while (keys.size() <= next) {
                keys.add(algorithm.newKey());
            }
            return keys.get(next);
        }
    }
}
