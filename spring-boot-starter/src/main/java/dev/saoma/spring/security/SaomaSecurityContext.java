package dev.saoma.spring.security;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

/**
 * The security context of a request with a Saoma session. The application decides the class of the authentication, so the
 * context marks it: a stored context that comes back with a later request is recognised, and does not authenticate that request.
 * Nor does it in a chain that ignores Saoma sessions: once it is in an HTTP session and its request is over, it has no
 * authentication any more.
 *
 * <p>An authentication that the application sets instead is its own, and is stored as usual.
 */
final class SaomaSecurityContext implements SecurityContext, HttpSessionBindingListener {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Authentication bySession;
    private @Nullable Authentication own;
    private boolean replaced;
    private transient volatile boolean stored;
    private transient volatile boolean over;

    SaomaSecurityContext(Authentication bySession) {
        this.bySession = bySession;
    }

    /** Returns whether the authentication is that of a Saoma session, which may have ended since. */
    boolean isBySession() {
        return !replaced;
    }

    /** Notes the end of the request. An asynchronous task of the request may still use the context, unless it is stored. */
    void end() {
        over = true;
    }

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
        stored = true;
    }

    @Override
    public @Nullable Authentication getAuthentication() {
        if (replaced) {
            return own;
        }
        return stored && over ? null : bySession;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an equal authentication may be one of the application's own
    public void setAuthentication(@Nullable Authentication authentication) {
        replaced = authentication != bySession;
        own = replaced ? authentication : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SaomaSecurityContext same
                && replaced == same.replaced
                && Objects.equals(getAuthentication(), same.getAuthentication());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(getAuthentication());
    }

    @Override
    public String toString() {
        return "SaomaSecurityContext[" + (replaced ? "of the application" : "of a Saoma session") + "]";
    }
}
