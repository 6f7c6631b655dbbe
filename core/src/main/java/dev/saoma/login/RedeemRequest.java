package dev.saoma.login;

import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The request of {@link LoginService#redeem}.
 *
 * @param browser the secret that names the browser; null when the caller is no browser
 * @param corpId the chosen organisation; null when none was named
 * @param device the browser's description of itself in a few words; may be empty
 * @param previous the token of the request's session, which the new session replaces; null for none
 */
public record RedeemRequest(
        Token loginCode,
        @Nullable Token browser,
        @Nullable String corpId,
        Platform platform,
        String device,
        @Nullable Token previous) {}
