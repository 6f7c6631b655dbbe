package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.WebSettings.Mode;
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
public final class DevelopmentHost extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final int MISDIRECTED = 421;
    static final String REFUSAL =
            "In development this answers for localhost and other loopback names alone, and the request"
                    + " came for another host. Open it by the address in saoma.public-url.";

    private final transient WebSettings settings;
    private final transient ProblemDocuments problems;

    /** By the mode of these settings. */
    public DevelopmentHost(WebSettings settings) {
        this.settings = settings;
        this.problems = new ProblemDocuments(settings);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (admits(settings, request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(MISDIRECTED);
        new SecurityHeaders(settings).write(Kind.API, response);
        response.setContentType(ProblemDocuments.TYPE);
        response.setHeader("Content-Language", "en");
        String document = problems.refuse(ErrorCode.INVALID_REQUEST, MISDIRECTED, REFUSAL, "(host of another site)");
        response.getOutputStream().write(document.getBytes(StandardCharsets.UTF_8));
    }

    /** By the header itself where there is one: an application may let other headers speak for it, which any page can send. */
    static boolean admits(WebSettings settings, HttpServletRequest request) {
        if (settings.mode() != Mode.DEVELOPMENT) {
            return true;
        }
        String host = request.getHeader("Host");
        return WebOrigin.parse("http://" + (host == null ? request.getServerName() : host))
                .filter(WebOrigin::isLoopback)
                .isPresent();
    }
}
