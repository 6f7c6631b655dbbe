package dev.saoma.spring.security;

import dev.saoma.spring.SaomaServletAutoConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches requests that the container maps to Saoma's servlet. It asks the container, since a pattern could read an unusual address
 * differently and leave a request to the application unprotected.
 */
final class SaomaRequests implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        return SaomaServletAutoConfiguration.SERVLET.equals(
                request.getHttpServletMapping().getServletName());
    }

    @Override
    public String toString() {
        return "requests to the servlet " + SaomaServletAutoConfiguration.SERVLET;
    }
}
