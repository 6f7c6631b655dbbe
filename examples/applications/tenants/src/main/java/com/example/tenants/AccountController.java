package com.example.tenants;

import com.baomidou.mybatisplus.core.toolkit.Wrappers;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
public class AccountController {
    public record Credentials(String username, String password) {}

    private final AppUserMapper users;
    private final TokenService tokens;

    public AccountController(AppUserMapper users, TokenService tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @PostMapping("/login")
    public Map<String, Object> logIn(@RequestBody Credentials given) {
        AppUser user = users.selectOne(Wrappers.<AppUser>lambdaQuery().eq(AppUser::getUsername, given.username()));
        if (user == null
                || !user.hasPassword()
                || !new BCryptPasswordEncoder().matches(given.password(), user.getPassword())) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        AccessToken token = tokens.create(user);
        return Map.of("token", token.getToken(), "tenantId", token.getTenantId());
    }

    @GetMapping("/me")
    public Map<String, Object> me(@RequestAttribute(name = TenantFilter.TOKEN, required = false) AccessToken token) {
        AppUser user = users.selectById(signedIn(token).getUserId());
        return Map.of("id", user.getId().toString(), "name", user.getName());
    }

    @PostMapping("/logout")
    public void logOut(@RequestAttribute(name = TenantFilter.TOKEN, required = false) AccessToken token) {
        tokens.end(signedIn(token));
    }

    private static AccessToken signedIn(AccessToken token) {
        if (token == null) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        return token;
    }
}
