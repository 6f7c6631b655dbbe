package dev.saoma.spring.security;

import dev.saoma.spring.SaomaServletAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Excludes Saoma's own addresses, and no others, from Spring Security: they have authentication, headers and origin rules of their
 * own. It adds no chain, since one would remove Spring Boot's default protection of the application.
 */
@AutoConfiguration(
        after = SaomaServletAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration"
        })
@ConditionalOnClass({WebSecurityCustomizer.class, RequestMatcher.class})
@ConditionalOnBean(name = "saomaServlet")
public class SaomaSecurityAutoConfiguration {

    @Bean
    @ConditionalOnClass(name = "org.springframework.security.web.util.matcher.AntPathRequestMatcher")
    static ServletMappings saomaServletMappings() {
        return new ServletMappings();
    }

    @Bean
    WebSecurityCustomizer saomaIgnored() {
        var ours = new SaomaRequests();
        return web -> web.ignoring().requestMatchers(ours);
    }
}
