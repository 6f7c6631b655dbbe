package dev.saoma.oidc;

import dev.saoma.secret.SealKey;
import dev.saoma.secret.Token;

/**
 * The secrets of a provider, the same on all its nodes.
 *
 * @param sealKey encrypts the stored signing keys
 * @param tokenKey from which refresh tokens are derived
 */
public record OidcKeys(SealKey sealKey, Token tokenKey) {}
