package dev.saoma.servlet;

import dev.saoma.ExtensionPoint;
import dev.saoma.login.AuthenticatedUser;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Issues the application's own token to a user who has authenticated with WeChat. With it, {@code POST /api/session} opens no
 * Saoma session: its answer is the returned value, which the element passes on in {@code wechat-session}.
 *
 * <pre>{@code
 * TokenIssuer issuer = (user, request) -> Map.of("token", tokens.create(user.id().asLong(), user.authenticatedAt()));
 * }</pre>
 *
 * <p>The login code is used up before the call. An application refuses the user by a {@code LoginException}, for example of
 * {@code account_disabled}; any other exception is answered with {@code internal_error}. The user then scans again. A
 * {@link CurrentUser} that reads the token lets its owner bind and unbind WeChat accounts; a re-authentication by WeChat issues
 * a new token. Called by many threads.
 */
@ExtensionPoint
@FunctionalInterface
public interface TokenIssuer {

    /**
     * Returns the JSON body of the answer: a map, a record, a list, text, a number or a boolean, also inside each other. The
     * method may also open an HTTP session, or let a library of the application set a cookie.
     */
    Object issue(AuthenticatedUser user, HttpServletRequest request);
}
