package dev.saoma.servlet.internal.handler;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.problem.ProblemDetails;
import dev.saoma.servlet.internal.security.DevelopmentHost;
import dev.saoma.servlet.internal.security.SecurityHeaders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * In development answers for this machine's own names alone. A page on the internet may point its name at 127.0.0.1 (DNS
 * rebinding) and would otherwise read whatever is served there. In production every request passes: the proxy chooses names.
 */
public final class DevelopmentHostFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int MISDIRECTED = 421;

    private final transient WebSettings settings;
    private final transient ProblemDetails problems;

    /** By the mode of these settings. */
    public DevelopmentHostFilter(WebSettings settings) {
        this.settings = settings;
        this.problems = new ProblemDetails(settings);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (DevelopmentHost.admits(settings, request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(MISDIRECTED);
        new SecurityHeaders(settings).write(ResponseKind.API, response);
        response.setContentType(ProblemDetails.TYPE);
        response.setHeader("Content-Language", "en");
        String document = problems.refuse(
                ErrorCode.INVALID_REQUEST, MISDIRECTED, DevelopmentHost.REFUSAL, "(host of another site)");
        response.getOutputStream().write(document.getBytes(StandardCharsets.UTF_8));
    }
}
