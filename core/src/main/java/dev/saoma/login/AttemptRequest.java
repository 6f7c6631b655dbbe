package dev.saoma.login;

import dev.saoma.identity.UserId;
import dev.saoma.logintype.Display;
import dev.saoma.secret.Token;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The request of {@link LoginService#start}.
 *
 * @param browser the secret that names the browser; only the same browser can finish
 * @param redirectUri where the provider sends the code; checked by the caller
 * @param returnTo where the page goes in the end, checked by the caller; null for nowhere
 * @param user the signed-in user of a {@link Intent#BIND} or {@link Intent#REAUTH}; null otherwise
 * @param invitation the right to {@link Intent#BIND} without a session; null for none
 */
public record AttemptRequest(
        Intent intent,
        Display display,
        Token browser,
        URI redirectUri,
        @Nullable String returnTo,
        @Nullable UserId user,
        @Nullable Token invitation) {}
