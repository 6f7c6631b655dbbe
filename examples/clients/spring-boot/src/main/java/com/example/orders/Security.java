package com.example.orders;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.RefreshTokenOAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;

@Configuration
class Security {
    @Bean
    SecurityFilterChain chain(HttpSecurity http, ClientRegistrationRepository clients) throws Exception {
        var atSaomaToo = new OidcClientInitiatedLogoutSuccessHandler(clients);
        atSaomaToo.setPostLogoutRedirectUri("{baseUrl}/");
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(Customizer.withDefaults())
                .oidcLogout(ended -> ended.backChannel(Customizer.withDefaults()))
                .logout(logout -> logout.logoutSuccessHandler(atSaomaToo))
                .build();
    }

    /** Spring takes this in place of its own, and refreshes an access token that ends within this time. */
    @Bean
    RefreshTokenOAuth2AuthorizedClientProvider refreshed(@Value("${orders.refresh-before:1m}") Duration before) {
        var provider = new RefreshTokenOAuth2AuthorizedClientProvider();
        provider.setClockSkew(before);
        return provider;
    }
}
