package com.example.jwt;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class AccountController {
    record Credentials(String username, String password) {}

    private final Users users;
    private final PasswordEncoder passwords;
    private final Tokens tokens;

    AccountController(Users users, PasswordEncoder passwords, Tokens tokens) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    @PostMapping("/login")
    Map<String, String> logIn(@RequestBody Credentials given) {
        return users.find(given.username())
                .filter(user -> user.active() && user.hasPassword())
                .filter(user -> passwords.matches(given.password(), user.password()))
                .map(user -> Map.of("token", tokens.issue(user.id())))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED));
    }

    @GetMapping("/me")
    Map<String, Object> me(@AuthenticationPrincipal Jwt token) {
        var user = users.find(Long.parseLong(token.getSubject())).orElseThrow();
        return Map.of("id", user.id(), "name", user.name());
    }

    @PostMapping("/logout")
    void logOut(@AuthenticationPrincipal Jwt token) {
        tokens.end(token);
    }
}
