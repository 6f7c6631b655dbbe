package dev.saoma.servlet;

import dev.saoma.ExtensionPoint;
import dev.saoma.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a {@link SaomaServlet} who is signed in by the application's own login. The users of that login can then bind a WeChat
 * account without a Saoma session. Without one, the Saoma session is the only way to be signed in.
 *
 * <pre>{@code
 * CurrentUser byHttpSession = request -> {
 *     HttpSession session = request.getSession(false);
 *     return session == null || !(session.getAttribute("userId") instanceof String id)
 *             ? Optional.empty()
 *             : Optional.of(new CurrentUser.SignedIn(
 *                     new UserId(id), Instant.ofEpochMilli(session.getCreationTime())));
 * };
 * var servlet = new SaomaServlet(app, settings, byHttpSession);
 * }</pre>
 *
 * <p>It is called at most once for each request, by many threads. The origin of a change is checked before, against
 * {@code Origin} and {@code saoma.allowed-origins}. Only the bearer token of a Saoma session replaces that check, and only if
 * this returns the user of the same session. An application whose pages send its own tokens from another origin has to list
 * that origin.
 */
@ExtensionPoint
@FunctionalInterface
public interface CurrentUser {

    /**
     * Returns the user of a request; empty when nobody is signed in, and also while the login is incomplete, such as before a
     * second factor. The returned user can bind a WeChat account, which from then on signs in to the user's account.
     */
    Optional<SignedIn> of(HttpServletRequest request);

    /**
     * A user who is signed in.
     *
     * @param authenticatedAt when the user last authenticated; binding and unbinding require a recent moment
     */
    record SignedIn(UserId user, Instant authenticatedAt) {}
}
