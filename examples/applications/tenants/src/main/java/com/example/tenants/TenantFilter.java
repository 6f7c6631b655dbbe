package com.example.tenants;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sets the tenant of the header, and the token that was found in it. */
@Component
public class TenantFilter extends OncePerRequestFilter {
    public static final String TOKEN = "access-token";

    private final TokenService tokens;

    public TenantFilter(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String tenant = request.getHeader("tenant-id");
        var failure = new Exception[1];
        TenantContext.execute(tenant == null ? null : Long.valueOf(tenant), () -> {
            String token = request.getHeader("Authorization");
            if (tenant != null && token != null && token.startsWith("Bearer ")) {
                request.setAttribute(TOKEN, tokens.find(token.substring("Bearer ".length())));
            }
            try {
                chain.doFilter(request, response);
            } catch (ServletException | IOException e) {
                failure[0] = e;
            }
        });
        if (failure[0] instanceof IOException e) {
            throw e;
        }
        if (failure[0] instanceof ServletException e) {
            throw e;
        }
    }
}
