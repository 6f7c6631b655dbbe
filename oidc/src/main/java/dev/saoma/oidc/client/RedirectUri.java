package dev.saoma.oidc.client;

/** A registered redirect address. */
public record RedirectUri(String value) {
    /** Returns whether a request's address is this one; for a loopback address of a native client, with any port. */
    public boolean matches(String requested) {
        return value.equals(requested);
    }
}
