package dev.saoma.spring.security;

import dev.saoma.servlet.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Sends a person who is not signed in to the login page and back afterwards; tells a script so. An error dispatch would go
 * through the chain once more, and lose the answer there.
 */
final class LoginPageEntryPoint implements AuthenticationEntryPoint {
    private final WebSettings settings;

    LoginPageEntryPoint(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (!isPerson(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setContentType("application/problem+json");
            response.getWriter()
                    .print("{\"type\":\"" + settings.path()
                            + "/errors/session_required\",\"title\":\"Not signed in\",\"status\":401,"
                            + "\"code\":\"session_required\"}");
            return;
        }
        String query = request.getQueryString();
        String here = request.getRequestURI() + (query == null ? "" : "?" + query);
        String back =
                settings.allowsReturnTo(here) ? "?returnTo=" + URLEncoder.encode(here, StandardCharsets.UTF_8) : "";
        response.sendRedirect(settings.publicUrl() + settings.path() + "/login" + back);
    }

    private static boolean isPerson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }
}
