package dev.saoma.login;

import dev.saoma.secret.Token;
import dev.saoma.store.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a session for a login code.
 *
 * @param browser the secret that names the browser; null when the caller is none
 * @param corpId the organisation that was chosen; null when none was named
 * @param device what the browser says it is, in a few words; may be empty
 * @param previous the session that the request came with, which ends; null for none
 */
public record RedeemRequest(
        Token loginCode,
        @Nullable Token browser,
        @Nullable String corpId,
        Platform platform,
        String device,
        @Nullable Token previous) {}
