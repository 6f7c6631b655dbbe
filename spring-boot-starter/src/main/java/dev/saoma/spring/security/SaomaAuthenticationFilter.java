package dev.saoma.spring.security;

import dev.saoma.servlet.SaomaSession;
import dev.saoma.store.Session;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.GenericFilterBean;

/** Authenticates a request of the application's chain by its Saoma session, unless it is authenticated already. */
final class SaomaAuthenticationFilter extends GenericFilterBean {
    private final SecurityContextHolderStrategy holder;
    private final Function<Session, ? extends Collection<? extends GrantedAuthority>> authorities;

    SaomaAuthenticationFilter(
            SecurityContextHolderStrategy holder,
            Function<Session, ? extends Collection<? extends GrantedAuthority>> authorities) {
        this.holder = holder;
        this.authorities = authorities;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && isOurs(holder.getContext().getAuthentication())) {
            Optional<Session> session = SaomaSession.current(http);
            SecurityContext context = holder.createEmptyContext();
            session.ifPresent(
                    live -> context.setAuthentication(new SaomaAuthentication(live, authorities.apply(live))));
            // A new context: the current one may be shared with other requests of an HTTP session.
            holder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    /** Returns whether to set the authentication: there is none, or a stored one of Saoma, which may be outdated. */
    private static boolean isOurs(@Nullable Authentication current) {
        return current == null
                || current instanceof SaomaAuthentication
                || current instanceof AnonymousAuthenticationToken;
    }
}
