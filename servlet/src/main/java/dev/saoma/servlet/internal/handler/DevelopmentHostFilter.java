package dev.saoma.servlet.internal.handler;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.problem.ProblemDetails;
import dev.saoma.servlet.internal.security.DevelopmentHost;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * In development, refuses requests for names other than loopback ones. A page on the internet can point its name at 127.0.0.1
 * (DNS rebinding) and could otherwise read the responses. In production all requests pass, because the proxy checks host names.
 */
public final class DevelopmentHostFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int MISDIRECTED = 421;

    private final transient WebSettings settings;
    private final transient ProblemDetails problems;
    private final transient ResponseWriter writer;

    /** Creates a filter for the mode of these settings. */
    public DevelopmentHostFilter(WebSettings settings) {
        this.settings = settings;
        this.problems = new ProblemDetails(settings);
        this.writer = new ResponseWriter(settings);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (DevelopmentHost.admits(settings, request)) {
            chain.doFilter(request, response);
            return;
        }
        writer.write(
                problems.refusal(
                        ErrorCode.INVALID_REQUEST, MISDIRECTED, DevelopmentHost.REFUSAL, "(host of another site)"),
                response);
    }
}
