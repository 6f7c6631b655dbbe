package dev.saoma.servlet;

import dev.saoma.ExtensionPoint;
import dev.saoma.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Returns the user who is signed in by the application's own login. With it, the users of that login can bind a WeChat account
 * without a Saoma session. A {@link SaomaServlet} without it accepts the Saoma session only.
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
 * <p>Called at most once for each request, by many threads. Before that, the {@code Origin} of a change is checked against
 * {@code saoma.allowed-origins}. Only the bearer token of a Saoma session replaces that check, and only if this method returns
 * the user of that session. An application whose pages send its own tokens from another origin has to list that origin.
 */
@ExtensionPoint
@FunctionalInterface
public interface CurrentUser {

    /**
     * Returns the user of a request; empty when no user is signed in, and while the login is incomplete, such as before a
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
