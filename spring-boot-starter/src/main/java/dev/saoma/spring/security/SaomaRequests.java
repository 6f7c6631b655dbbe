package dev.saoma.spring.security;

import dev.saoma.spring.SaomaServletAutoConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The requests that the container is going to hand to Saoma's servlet. Its word is asked for, because a pattern of our own
 * might read an odd address in another way, and then let it pass to the application unguarded.
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
