package com.example.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Issues the tokens of this application and refuses those that a log-out ended. */
@Component
class Tokens implements OAuth2TokenValidator<Jwt> {
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final JwtEncoder encoder;
    private final JdbcClient jdbc;

    Tokens(JwtEncoder encoder, JdbcClient jdbc) {
        this.encoder = encoder;
        this.jdbc = jdbc;
    }

    String issue(long user) {
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .subject(String.valueOf(user))
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    void end(Jwt token) {
        jdbc.sql("MERGE INTO ended_token (id) KEY (id) VALUES (?)")
                .param(token.getId())
                .update();
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        boolean ended = jdbc.sql("SELECT COUNT(*) FROM ended_token WHERE id = ?")
                        .param(token.getId())
                        .query(Integer.class)
                        .single()
                > 0;
        return ended
                ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "ended", null))
                : OAuth2TokenValidatorResult.success();
    }
}
