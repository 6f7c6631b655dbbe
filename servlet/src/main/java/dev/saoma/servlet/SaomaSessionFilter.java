package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.servlet.internal.security.SessionLookup;
import dev.saoma.session.Sessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Makes {@link SaomaSession#current} available to the servlets and filters behind it. It refuses no request, and looks the
 * session up only when it is requested. Map it before everything that uses {@link SaomaSession}.
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

    /** Creates a filter for the sessions of an app, by bearer token or by the cookies of these settings. */
    public SaomaSessionFilter(App app, WebSettings settings) {
        this.sessions = app.sessions();
        this.cookies = new Cookies(settings);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http) {
            SessionLookup.attach(http, sessions, cookies);
        }
        chain.doFilter(request, response);
    }
}
