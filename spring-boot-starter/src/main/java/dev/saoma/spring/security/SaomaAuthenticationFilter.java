package dev.saoma.spring.security;

import dev.saoma.servlet.SaomaSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.GenericFilterBean;

/** Authenticates a request of the application's chain by its Saoma session, unless it is authenticated already. */
final class SaomaAuthenticationFilter extends GenericFilterBean {
    private final SecurityContextHolderStrategy holder;
    private final SessionAuthentication authentication;

    SaomaAuthenticationFilter(SecurityContextHolderStrategy holder, SessionAuthentication authentication) {
        this.holder = holder;
        this.authentication = authentication;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !isOurs(holder.getContext())) {
            chain.doFilter(request, response);
            return;
        }
        Optional<SaomaSecurityContext> context =
                SaomaSession.current(http).flatMap(authentication::of).map(SaomaSecurityContext::new);
        // A new context: the current one may be shared with other requests of an HTTP session.
        holder.setContext(context.<SecurityContext>map(ours -> ours).orElseGet(holder::createEmptyContext));
        try {
            chain.doFilter(request, response);
        } finally {
            if (!request.isAsyncStarted()) {
                context.ifPresent(SaomaSecurityContext::end);
            }
        }
    }

    /** Returns whether to set the authentication: there is none, or a stored one of Saoma, which may be outdated. */
    private static boolean isOurs(SecurityContext context) {
        @Nullable Authentication current = context.getAuthentication();
        return current == null || isOfASession(context) || current instanceof AnonymousAuthenticationToken;
    }

    /** Returns whether a context, possibly a stored one, has the authentication of a Saoma session. */
    static boolean isOfASession(SecurityContext context) {
        return context.getAuthentication() instanceof SaomaAuthentication
                || (context instanceof SaomaSecurityContext marked && marked.isBySession());
    }
}
