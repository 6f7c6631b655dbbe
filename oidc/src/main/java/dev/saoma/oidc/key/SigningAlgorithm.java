package dev.saoma.oidc.key;

/** The algorithms that sign tokens. */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256 and 2048 bits, which every client knows. */
    RS256,
    /** ECDSA on P-256 with SHA-256. */
    ES256
}
