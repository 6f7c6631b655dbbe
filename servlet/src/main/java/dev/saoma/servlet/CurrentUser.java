package dev.saoma.servlet;

import dev.saoma.ExtensionPoint;
import dev.saoma.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Says who is signed in. By default that is the Saoma session; an application with a login of its own gives its own
 * answer, and its users can then bind a WeChat without ever having a Saoma session. Called by many threads.
 */
@ExtensionPoint
@FunctionalInterface
public interface CurrentUser {

    /** The user of this request; empty when nobody is signed in. */
    Optional<SignedIn> of(HttpServletRequest request);

    /**
     * Somebody is signed in.
     *
     * @param authenticatedAt when the person last proved who they are; what must not be done in a forgotten session asks
     */
    record SignedIn(UserId user, Instant authenticatedAt) {}
}
