package dev.saoma.oidc.client;

/** The kind of application that a client is. */
public enum ClientType {
    /** It runs on a server and keeps a secret. */
    WEB,
    /** It runs in a browser and has no secret. */
    SPA,
    /** It runs on a person's device and has no secret. */
    NATIVE;

    /** Returns whether it has a secret. */
    public boolean isConfidential() {
        return this == WEB;
    }
}
