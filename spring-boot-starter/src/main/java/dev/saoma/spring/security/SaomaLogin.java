package dev.saoma.spring.security;

import dev.saoma.App;
import dev.saoma.servlet.SaomaSession;
import dev.saoma.servlet.WebSettings;
import dev.saoma.spring.PublicPath;
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
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Lets Saoma sessions into a chain of the application's own, by one line:
 *
 * <pre>{@code
 * http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
 *     .with(SaomaLogin.saomaLogin(), Customizer.withDefaults());
 * }</pre>
 *
 * <p>A request with a live session then has a {@link SaomaAuthentication}; one that another part of the chain has
 * authenticated is left alone. Unless the chain says otherwise, whoever is not signed in is sent to Saoma's login page, and
 * logging out ends the Saoma session too. Sessions come in a cookie, so leave the chain's protection against CSRF on.
 */
public final class SaomaLogin extends AbstractHttpConfigurer<SaomaLogin, HttpSecurity> {
    private Function<Session, ? extends Collection<? extends GrantedAuthority>> authorities = session -> List.of();

    private SaomaLogin() {}

    /** With no authorities for anybody. */
    public static SaomaLogin saomaLogin() {
        return new SaomaLogin();
    }

    /** What a session's user may do; asked for each request that asks who is signed in, so it should be quick. */
    public SaomaLogin authorities(Function<Session, ? extends Collection<? extends GrantedAuthority>> authorities) {
        this.authorities = authorities;
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // the configurers of an HttpSecurity are of HttpSecurity
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
            // Logging out comes before the filter below, so the request is asked and not the security context.
            logout.addLogoutHandler((request, response, authentication) -> SaomaSession.current(request)
                    .ifPresent(session -> {
                        app.sessions().end(session.user(), session.id());
                        SaomaSession.forget(request, response);
                    }));
        }
    }

    @Override
    public void configure(HttpSecurity http) {
        if (bean(http, App.class) != null) {
            http.addFilterBefore(
                    new SaomaAuthenticationFilter(getSecurityContextHolderStrategy(), authorities),
                    AnonymousAuthenticationFilter.class);
        }
    }

    /** Null in a test of a slice of the application, to which Saoma does not belong. */
    private static <T> @Nullable T bean(HttpSecurity http, Class<T> type) {
        return http.getSharedObject(ApplicationContext.class)
                .getBeanProvider(type)
                .getIfAvailable();
    }
}
