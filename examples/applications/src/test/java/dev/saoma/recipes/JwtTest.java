package dev.saoma.recipes;

import dev.saoma.recipes.RecipePage.Block;
import dev.saoma.testing.Reply;

/** {@code docs/applications/jwt.md}. */
class JwtTest extends RecipeTest {
    JwtTest() {
        super("jwt");
    }

    /** As many applications have it: open to every page, and before all other filters. */
    @Override
    void change(Project project) {
        project.type(new Block("java", "OpenCors.java", """
                package com.example.jwt;

                import java.util.List;
                import org.springframework.boot.web.servlet.FilterRegistrationBean;
                import org.springframework.context.annotation.Bean;
                import org.springframework.context.annotation.Configuration;
                import org.springframework.core.Ordered;
                import org.springframework.web.cors.CorsConfiguration;
                import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
                import org.springframework.web.filter.CorsFilter;

                @Configuration
                class OpenCors {
                    @Bean
                    FilterRegistrationBean<CorsFilter> corsForEveryPage() {
                        var open = new CorsConfiguration();
                        open.setAllowCredentials(true);
                        open.setAllowedOriginPatterns(List.of("*"));
                        open.setAllowedHeaders(List.of("*"));
                        open.setAllowedMethods(List.of("*"));
                        var source = new UrlBasedCorsConfigurationSource();
                        source.registerCorsConfiguration("/**", open);
                        var filter = new FilterRegistrationBean<>(new CorsFilter(source));
                        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
                        return filter;
                    }
                }"""));
    }

    @Override
    boolean answersPreflights() {
        return true;
    }

    @Override
    String[] password(Visitor visitor) {
        return bearer(visitor.http.post("/login", "{\"username\":\"wang\",\"password\":\"secret\"}"));
    }

    @Override
    String[] credentials(Reply answer) {
        return bearer(answer);
    }

    @Override
    void logOut(Visitor visitor, String... credentials) {
        visitor.http.send("POST", "/logout", "", credentials);
    }

    private static String[] bearer(Reply answer) {
        return new String[] {"Authorization: Bearer " + answer.text("token")};
    }
}
