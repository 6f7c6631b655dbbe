package dev.saoma.login;

import dev.saoma.identity.UserId;
import dev.saoma.logintype.Display;
import dev.saoma.secret.Token;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a browser wants to begin.
 *
 * @param browser the secret that names the browser; only the same one can finish
 * @param redirectUri where the provider sends the code; the caller has checked that it is allowed
 * @param returnTo where the page goes in the end; the caller has checked that it is allowed; null for nowhere
 * @param user who is signed in and wants to {@link Intent#BIND} or {@link Intent#REAUTH}; null otherwise
 * @param invitation lets a {@link Intent#BIND} begin without anybody signed in; null for none
 */
public record AttemptRequest(
        Intent intent,
        Display display,
        Token browser,
        URI redirectUri,
        @Nullable String returnTo,
        @Nullable UserId user,
        @Nullable Token invitation) {}
