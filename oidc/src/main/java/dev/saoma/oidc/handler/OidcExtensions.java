package dev.saoma.oidc.handler;

import dev.saoma.oidc.token.ClaimSource;

/**
 * What an application adds to a provider.
 *
 * @param claims more claims of its users
 * @param events listens to responses
 */
public record OidcExtensions(ClaimSource claims, OidcEvents events) {
    /** Nothing. */
    public static final OidcExtensions NONE = new OidcExtensions(ClaimSource.none(), OidcEvents.none());
}
