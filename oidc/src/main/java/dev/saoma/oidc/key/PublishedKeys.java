package dev.saoma.oidc.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.saoma.secret.TokenHash;
import java.util.List;

/**
 * The JWK set as clients get it.
 *
 * @param json the set as JSON text
 * @param etag a strong entity tag of that text, with its quotation marks
 */
public record PublishedKeys(String json, String etag) {

    static PublishedKeys of(List<JWK> keys) {
        String json = new JWKSet(keys).toString(true);
        return new PublishedKeys(json, '"' + TokenHash.of(json).value().substring(0, 32) + '"');
    }
}
