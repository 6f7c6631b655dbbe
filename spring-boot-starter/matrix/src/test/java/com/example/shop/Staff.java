package com.example.shop;

import static dev.saoma.spring.security.SaomaLogin.saomaLogin;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A chain of the application that casts the principal to its own class, and reads it in a transaction. */
@Configuration
@RestController
class Staff {
    static final class Clerk extends User {
        private static final long serialVersionUID = 1L;

        Clerk(String name) {
            super(name, "", List.of());
        }
    }

    @Bean
    @Order(0)
    SecurityFilterChain staffChain(HttpSecurity http) throws Exception {
        return http.securityMatcher("/staff/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .securityContext(context -> context.requireExplicitSave(false))
                .with(saomaLogin(), login -> login.userDetails(
                                session -> new Clerk(TransactionSynchronizationManager.isActualTransactionActive()
                                        + " " + session.instance()))
                        .inTransaction())
                .build();
    }

    @GetMapping("/staff/me")
    String me(@AuthenticationPrincipal Clerk clerk) {
        return clerk.getUsername();
    }
}
