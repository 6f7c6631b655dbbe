package dev.saoma.spring;

import dev.saoma.App;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.SaomaServlet;
import dev.saoma.servlet.SaomaSessionFilter;
import dev.saoma.servlet.SharedCounters;
import dev.saoma.servlet.TokenIssuer;
import dev.saoma.servlet.WebSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Registers {@link SaomaServlet} at {@code saoma.path}, and {@link SaomaSessionFilter}, which finds the session of every
 * request and refuses none. The application's own addresses do not change. A controller reads the signed-in user:
 *
 * <pre>{@code
 * @GetMapping("/hello")
 * Map<String, String> hello(HttpServletRequest request) {
 *     return Map.of("hello", SaomaSession.current(request).map(session -> session.user().value()).orElse(""));
 * }
 * }</pre>
 */
@AutoConfiguration(after = SaomaAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(Settings.class)
public class SaomaServletAutoConfiguration {
    /** The servlet's name in the container. */
    public static final String SERVLET = "saoma";

    /** Before Spring Security, whose rules may need the session, and before a CORS filter of the application. */
    private static final int EARLY = Ordered.HIGHEST_PRECEDENCE;

    /** The checked address and limits of the servlet. */
    @Bean
    WebSettings saomaWebSettings(Settings settings, ObjectProvider<SharedCounters> counters) {
        WebSettings web = place(settings).settings();
        @Nullable SharedCounters shared = counters.getIfAvailable();
        return shared == null ? web : web.withClients(web.clients().sharing(shared));
    }

    /** The application's path as browsers see it. */
    @Bean
    PublicPath saomaPublicPath(Settings settings) {
        return new PublicPath(place(settings).before());
    }

    /** The HTTP API and the pages. */
    @Bean
    ServletRegistrationBean<SaomaServlet> saomaServlet(
            Settings settings,
            App app,
            WebSettings saomaWebSettings,
            ObjectProvider<CurrentUser> currentUsers,
            ObjectProvider<TokenIssuer> tokenIssuers) {
        SaomaServlet servlet =
                servlet(app, saomaWebSettings, currentUsers.getIfAvailable(), tokenIssuers.getIfAvailable());
        var registration =
                new ServletRegistrationBean<>(servlet, place(settings).path() + "/*");
        registration.setName(SERVLET);
        return registration;
    }

    /** Creates links by which existing users bind a WeChat. */
    @Bean
    InvitationLinks saomaInvitationLinks(App app, WebSettings saomaWebSettings) {
        return new InvitationLinks(app, saomaWebSettings);
    }

    /** Finds the session of each request. */
    @Bean
    FilterRegistrationBean<SaomaSessionFilter> saomaSessionFilter(App app, WebSettings saomaWebSettings) {
        var registration = new FilterRegistrationBean<>(new SaomaSessionFilter(app, saomaWebSettings));
        registration.setName("saomaSession");
        registration.setOrder(EARLY);
        return registration;
    }

    private static SaomaServlet servlet(
            App app, WebSettings settings, @Nullable CurrentUser currentUser, @Nullable TokenIssuer tokenIssuer) {
        if (tokenIssuer != null) {
            // Without a bean that reads the token, its owner can log in and out, but not bind or unbind.
            CurrentUser reader = currentUser == null ? request -> Optional.empty() : currentUser;
            return new SaomaServlet(app, settings, reader, tokenIssuer);
        }
        return currentUser == null ? new SaomaServlet(app, settings) : new SaomaServlet(app, settings, currentUser);
    }

    private static WebPlace place(Settings settings) {
        return settings.web().orElseThrow();
    }
}
