package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.servlet.internal.security.Authentication;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.session.Sessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Makes {@link SaomaSession#current} work for what lies behind it. It lets every request pass and asks the database only
 * when somebody wants to know.
 */
public final class SaomaSessionFilter implements Filter {
    private final Sessions sessions;
    private final Cookies cookies;

    /** For the sessions of an app, in the cookies of these settings or as bearer tokens. */
    public SaomaSessionFilter(App app, WebSettings settings) {
        this.sessions = app.sessions();
        this.cookies = new Cookies(settings);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http) {
            SaomaSession.attach(http, cookies, () -> Authentication.session(sessions, cookies, http));
        }
        chain.doFilter(request, response);
    }
}
