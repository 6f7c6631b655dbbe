package dev.saoma.oidc.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;

/**
 * A key that is ready to sign and to verify.
 *
 * @param publicJwk the public key alone
 */
record SigningKey(KeyRow row, JWK publicJwk, JWSSigner signer, JWSVerifier verifier) {

    static SigningKey of(KeyRow row, JWK pair) throws JOSEException {
        JWK publicJwk = pair.toPublicJWK();
        return new SigningKey(
                row, publicJwk, row.algorithm().signer(pair), row.algorithm().verifier(publicJwk));
    }

    String kid() {
        return row.kid();
    }

    SigningKey withRow(KeyRow changed) {
        return new SigningKey(changed, publicJwk, signer, verifier);
    }

    /** Leaves out the key itself. */
    @Override
    public String toString() {
        return row.toString();
    }
}
