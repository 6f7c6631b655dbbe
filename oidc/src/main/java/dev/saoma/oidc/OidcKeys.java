package dev.saoma.oidc;

import dev.saoma.secret.SealKey;
import dev.saoma.secret.Token;

/**
 * The secrets of a provider, the same on all its nodes.
 *
 * @param sealKey encrypts the stored signing keys
 * @param tokenKey from which refresh tokens are derived
 * @param installation a text that stays the same when the server starts again, also on another free port; stored signing keys
 *     of another one cannot be opened
 */
public record OidcKeys(SealKey sealKey, Token tokenKey, String installation) {}
