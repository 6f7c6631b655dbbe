package dev.saoma.oidc.client;

/** The SHA-256 of a client secret, in 64 lower-case hexadecimal digits. */
public record ClientSecretHash(String value) {
    @Override
    public String toString() {
        return "ClientSecretHash(***)";
    }
}
