package dev.saoma.benchmark.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;

/** WeChat login with the OAuth2 client of Spring Security, on Spring Boot with Tomcat. */
@SpringBootApplication
public class SecurityApplication {
    /** Listens on loopback at {@code PORT}, and calls WeChat at {@code UPSTREAM}. */
    public static void main(String[] args) {
        SpringApplication.run(SecurityApplication.class, args);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, OAuth2AuthorizationRequestResolver resolver) throws Exception {
        return http.authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .oauth2Login(login -> login.authorizationEndpoint(page -> page.authorizationRequestResolver(resolver)))
                .exceptionHandling(
                        none -> none.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .build();
    }

    /** WeChat calls the client ID {@code appid}, and its page requires a fragment. */
    @Bean
    OAuth2AuthorizationRequestResolver resolver(ClientRegistrationRepository registrations) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                registrations, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        resolver.setAuthorizationRequestCustomizer(request -> request.parameters(
                        parameters -> parameters.put("appid", parameters.remove("client_id")))
                .authorizationRequestUri(uri -> uri.fragment("wechat_redirect").build()));
        return resolver;
    }

    /** Keeps users in a map, unless the application has a table of them. */
    @Bean
    @ConditionalOnMissingBean
    Users users() {
        Map<String, OAuth2User> users = new ConcurrentHashMap<>();
        return user -> users.put(user.getName(), user);
    }
}
