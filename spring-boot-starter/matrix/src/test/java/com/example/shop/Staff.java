package com.example.shop;

import static dev.saoma.spring.security.SaomaLogin.saomaLogin;

import dev.saoma.spring.security.SecurityContextUser;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
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

    private final ObjectProvider<WebInvocationPrivilegeEvaluator> rules;

    Staff(ObjectProvider<WebInvocationPrivilegeEvaluator> rules) {
        this.rules = rules;
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

    /** Asks the chain of the shop, which has patterns, for another address than that of the request. */
    @GetMapping("/staff/orders")
    boolean mayGetOrders(Authentication clerk) {
        return SecurityContextUser.mayGet(rules.getObject(), "/orders").test(clerk);
    }

    @GetMapping("/staff/me")
    String me(@AuthenticationPrincipal Clerk clerk) {
        return clerk.getUsername();
    }
}
