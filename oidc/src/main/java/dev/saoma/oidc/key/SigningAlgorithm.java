package dev.saoma.oidc.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** The algorithms that sign tokens. */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256 and 2048 bits, which every client knows. */
    RS256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new RSAKeyGenerator(RSA_BITS);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new RSASSASigner(key.toRSAKey());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new RSASSAVerifier(key.toRSAKey());
        }
    },
    /** ECDSA on P-256 with SHA-256. */
    ES256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new ECKeyGenerator(Curve.P_256);
        }

        @Override
        JWSSigner signer(JWK key) throws JOSEException {
            return new ECDSASigner(key.toECKey());
        }

        @Override
        JWSVerifier verifier(JWK key) throws JOSEException {
            return new ECDSAVerifier(key.toECKey());
        }
    };

    private static final int RSA_BITS = 2048;

    abstract JWKGenerator<? extends JWK> generator();

    abstract JWSSigner signer(JWK key) throws JOSEException;

    abstract JWSVerifier verifier(JWK key) throws JOSEException;

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    /** Returns a new key pair whose {@code kid} is its thumbprint by RFC 7638. */
    JWK newKey() {
        try {
            return generator()
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(jws())
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(this + " is missing from this JDK", e);
        }
    }
}
