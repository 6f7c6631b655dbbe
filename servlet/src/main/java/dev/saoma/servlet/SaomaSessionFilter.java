package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.servlet.internal.security.ApplicationCors;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.servlet.internal.security.LoginCodeRedeemer;
import dev.saoma.servlet.internal.security.SessionLookup;
import dev.saoma.session.Sessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Makes {@link SaomaSession#current} and {@link LoginCode#redeem} available to the servlets and filters behind it. It refuses no
 * request, and looks the session up only when it is requested. Map it before everything that uses these, and before a CORS filter
 * of the application, which then has no effect on the addresses of a {@link SaomaServlet}.
 *
 * <pre>{@code
 * static void map(ServletContext context, App app, WebSettings settings) {
 *     context.addFilter("saoma-session", new SaomaSessionFilter(app, settings))
 *             .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
 * }
 * }</pre>
 *
 * <p>A {@link SaomaServlet} behind it uses the same look-up. Thread-safe.
 */
public final class SaomaSessionFilter implements Filter {
    private final Sessions sessions;
    private final Cookies cookies;
    private final LoginCodeRedeemer redeemer;

    /** Creates a filter for the sessions of an app, by token or by the cookies of these settings. */
    public SaomaSessionFilter(App app, WebSettings settings) {
        this.sessions = app.sessions();
        this.cookies = new Cookies(settings);
        this.redeemer = new LoginCodeRedeemer(app.login(), new BrowserIdentity(cookies));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        SessionLookup.attach(http, sessions, cookies);
        redeemer.attach(http);
        if (ApplicationCors.concerns(http, SaomaServlet.class)) {
            chain.doFilter(ApplicationCors.withoutOrigin(http), ApplicationCors.withoutCors(answer));
        } else {
            chain.doFilter(request, response);
        }
    }
}
