package dev.saoma.oidc.authorize;

import java.util.Optional;

/**
 * Where the response to an authorization request is sent.
 *
 * @param redirectUri as the client has sent it, after it was found among the registered ones
 * @param state returned unchanged
 */
public record ResponseTarget(String redirectUri, ResponseMode mode, Optional<String> state) {}
