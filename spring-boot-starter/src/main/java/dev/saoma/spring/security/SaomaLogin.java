package dev.saoma.spring.security;

import dev.saoma.App;
import dev.saoma.servlet.SaomaSession;
import dev.saoma.servlet.WebSettings;
import dev.saoma.spring.PublicPath;
import dev.saoma.store.Actor;
import dev.saoma.store.Session;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Accepts Saoma sessions in a security chain of the application:
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
 *     .with(SaomaLogin.saomaLogin(), Customizer.withDefaults());
 * }</pre>
 *
 * <p>A request with a valid session has a {@link SaomaAuthentication}, or the application's own class of
 * {@link #authentication} or {@link #userDetails}, unless another part of the chain has authenticated the request. The last of
 * these three methods to be called decides. Its function is called for each authenticated request and must be fast.
 *
 * <p>An {@link org.springframework.security.core.AuthenticationException} of the function refuses the user: the request is not
 * authenticated, and the log says why. Any other exception, also an
 * {@link org.springframework.security.authentication.AuthenticationServiceException}, is a failure of the request.
 *
 * <p>An authentication of a session is valid for one request. A security context that the application stores in the HTTP
 * session does not authenticate a later request, whatever class the authentication has.
 *
 * <p>Unless the chain sets an entry point, other requests are redirected to Saoma's login page. Logging out ends the Saoma session
 * too. Sessions are in a cookie, so do not disable the chain's CSRF protection.
 */
public final class SaomaLogin extends AbstractHttpConfigurer<SaomaLogin, HttpSecurity> {
    private Function<Session, ? extends Authentication> authentication =
            session -> new SaomaAuthentication(session, List.of());
    private boolean inTransaction;

    private SaomaLogin() {}

    /** Returns a configurer that gives users no authorities. */
    public static SaomaLogin saomaLogin() {
        return new SaomaLogin();
    }

    /** Authenticates by a {@link SaomaAuthentication} with these authorities. */
    public SaomaLogin authorities(Function<Session, ? extends Collection<? extends GrantedAuthority>> authorities) {
        return authentication(session -> new SaomaAuthentication(session, authorities.apply(session)));
    }

    /**
     * Authenticates by the application's own class, for code that casts the {@code Authentication}. One that is not
     * authenticated does not authenticate the request.
     */
    public SaomaLogin authentication(Function<Session, ? extends Authentication> authentication) {
        this.authentication = authentication;
        return this;
    }

    /**
     * Authenticates by a {@code UsernamePasswordAuthenticationToken} whose principal is the application's own class, as the
     * application's login by password does. An account that is disabled, locked or expired, or has expired credentials, is
     * refused.
     */
    public SaomaLogin userDetails(Function<Session, ? extends UserDetails> userDetails) {
        return authentication(SessionAuthentication.ofUserDetails(userDetails));
    }

    /**
     * Calls the function in a read-only transaction of the single or primary {@code PlatformTransactionManager}, so that it can
     * read what JPA loads lazily. Without such a manager the application does not start.
     */
    public SaomaLogin inTransaction() {
        this.inTransaction = true;
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // every configurer of an HttpSecurity has that type
    public void init(HttpSecurity http) {
        @Nullable App app = bean(http, App.class);
        @Nullable WebSettings settings = bean(http, WebSettings.class);
        @Nullable PublicPath publicPath = bean(http, PublicPath.class);
        if (app == null || settings == null || publicPath == null) {
            return;
        }
        ExceptionHandlingConfigurer<HttpSecurity> handling = http.getConfigurer(ExceptionHandlingConfigurer.class);
        if (handling != null) {
            handling.defaultAuthenticationEntryPointFor(
                    new LoginPageEntryPoint(settings, publicPath), AnyRequestMatcher.INSTANCE);
        }
        LogoutConfigurer<HttpSecurity> logout = http.getConfigurer(LogoutConfigurer.class);
        if (logout != null) {
            // The logout filter runs before the filter below, so the session is in the request and not in the security
            // context.
            logout.addLogoutHandler((request, response, authentication) -> SaomaSession.current(request)
                    .ifPresent(session -> {
                        app.sessions().end(session.user(), session.id(), Actor.of(session.user()));
                        SaomaSession.forget(request, response);
                    }));
        }
    }

    @Override
    public void configure(HttpSecurity http) {
        if (bean(http, App.class) == null) {
            return;
        }
        var function = inTransaction
                ? ReadOnlyTransaction.around(http.getSharedObject(ApplicationContext.class), authentication)
                : authentication;
        http.addFilterBefore(
                new SaomaAuthenticationFilter(getSecurityContextHolderStrategy(), new SessionAuthentication(function)),
                AnonymousAuthenticationFilter.class);
    }

    /** Returns null in a test slice without Saoma's beans. */
    private static <T> @Nullable T bean(HttpSecurity http, Class<T> type) {
        return http.getSharedObject(ApplicationContext.class)
                .getBeanProvider(type)
                .getIfAvailable();
    }
}
