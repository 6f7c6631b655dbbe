package dev.saoma.login;

import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a browser wants to begin.
 *
 * @param browser the secret that names the browser; only the same one can finish
 * @param redirectUri where the provider sends the code; the caller has checked that it is allowed
 * @param returnTo where the page goes in the end; the caller has checked that it is allowed; null for nowhere
 * @param user whom a {@link Intent#BIND} is for; null for a {@link Intent#LOGIN}
 */
public record AttemptRequest(
        Intent intent,
        Display display,
        Token browser,
        URI redirectUri,
        @Nullable String returnTo,
        @Nullable UserId user) {}
