package dev.saoma.spring.security;

import dev.saoma.spring.SaomaServletAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Keeps Spring Security off Saoma's own addresses, and only off those: they have guards, headers and origin rules of their
 * own. There is no chain of Saoma's, which would take away the default protection of the rest.
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
    WebSecurityCustomizer saomaIgnored() {
        var ours = new SaomaRequests();
        return web -> web.ignoring().requestMatchers(ours);
    }
}
