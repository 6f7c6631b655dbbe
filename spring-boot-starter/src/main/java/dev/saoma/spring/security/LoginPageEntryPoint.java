package dev.saoma.spring.security;

import dev.saoma.error.ErrorCode;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.problem.ErrorAudience;
import dev.saoma.servlet.internal.problem.ProblemDetails;
import dev.saoma.spring.PublicPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Redirects a browser without a session to the login page, and back afterwards; responds 401 to a script. It writes the response
 * itself, since an error dispatch would pass the security chain again and lose it.
 */
final class LoginPageEntryPoint implements AuthenticationEntryPoint {
    private final WebSettings settings;
    private final ProblemDetails problems;
    private final PublicPath publicPath;

    LoginPageEntryPoint(WebSettings settings, PublicPath publicPath) {
        this.problems = new ProblemDetails(settings);
        this.settings = settings;
        this.publicPath = publicPath;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (!ErrorAudience.isNavigation(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setContentType(ProblemDetails.TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("Cache-Control", "no-store");
            response.getWriter()
                    .print(problems.refuse(
                            ErrorCode.SESSION_REQUIRED,
                            HttpServletResponse.SC_UNAUTHORIZED,
                            "Nobody is signed in here. Log in first.",
                            "(an address of the application)"));
            return;
        }
        String query = request.getQueryString();
        String here = publicPath.of(request) + (query == null ? "" : "?" + query);
        String back = settings.keptReturnTo(here)
                .map(kept -> "?returnTo=" + URLEncoder.encode(kept, StandardCharsets.UTF_8))
                .orElse("");
        response.sendRedirect(settings.address() + "/login" + back);
    }
}
