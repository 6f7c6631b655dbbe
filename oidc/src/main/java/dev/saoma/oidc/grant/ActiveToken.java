package dev.saoma.oidc.grant;

import java.time.Instant;
import java.util.Set;

/**
 * A token that is valid now.
 *
 * @param isRefresh whether it is a refresh token, not an access token
 * @param scope what it is good for
 * @param expiresAt for a refresh token, the end of its session when that is not used again
 */
public record ActiveToken(boolean isRefresh, Grant grant, Set<String> scope, Instant issuedAt, Instant expiresAt) {}
