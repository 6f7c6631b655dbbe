package com.example.shop;

import dev.saoma.identity.UserDirectory;
import dev.saoma.servlet.SaomaSession;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccountController {
    private final UserDirectory users;

    AccountController(UserDirectory users) {
        this.users = users;
    }

    @GetMapping("/hello")
    Map<String, String> hello(HttpServletRequest request) {
        String name = SaomaSession.current(request)
                .flatMap(session -> users.find(session.user()))
                .map(user -> String.valueOf(user.nicknameOrNull()))
                .orElse("stranger");
        return Map.of("hello", name);
    }
}
