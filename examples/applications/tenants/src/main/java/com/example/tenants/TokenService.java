package com.example.tenants;

import java.time.LocalDateTime;
import java.util.UUID;
import org.springframework.stereotype.Service;

@Service
public class TokenService {
    private final AccessTokenMapper tokens;

    public TokenService(AccessTokenMapper tokens) {
        this.tokens = tokens;
    }

    public AccessToken create(AppUser user) {
        var token = new AccessToken();
        token.setToken(UUID.randomUUID().toString());
        token.setTenantId(user.getTenantId());
        token.setUserId(user.getId());
        token.setCreatedAt(LocalDateTime.now());
        TenantContext.executeIgnore(() -> tokens.insert(token));
        return token;
    }

    /** Returns null for a token that is unknown, ended or of another tenant. */
    public AccessToken find(String token) {
        return tokens.selectById(token);
    }

    public void end(AccessToken token) {
        tokens.deleteById(token.getToken());
    }
}
