package dev.saoma.oidc.client;

/** The {@code client_id} of a registered client: 1 to 64 characters of {@code [A-Za-z0-9._-]}. */
public record ClientId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
