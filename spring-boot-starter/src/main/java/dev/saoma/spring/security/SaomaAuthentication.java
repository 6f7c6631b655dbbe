package dev.saoma.spring.security;

import dev.saoma.store.Session;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * The authentication of a Saoma session in Spring Security: the principal is the {@link Session}, the name is the user's
 * identifier. It is created for each request and never stored, so an ended session authenticates nobody.
 */
public final class SaomaAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Session session;

    SaomaAuthentication(Session session, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.session = session;
        super.setAuthenticated(true);
    }

    @Override
    public Session getPrincipal() {
        return session;
    }

    /** Returns an empty text: only the browser has the session's token. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return session.user().value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SaomaAuthentication same && super.equals(other) && session.equals(same.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }
}
