package dev.saoma.oidc.client;

/**
 * A client that has proved who it is; a public one has only named itself.
 *
 * @param usedBasic whether it did so in the header {@code Authorization}
 */
public record AuthenticatedClient(RegisteredClient client, boolean usedBasic) {}
