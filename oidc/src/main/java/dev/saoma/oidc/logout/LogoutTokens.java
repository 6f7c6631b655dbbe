package dev.saoma.oidc.logout;

import dev.saoma.oidc.key.SigningAlgorithm;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.oidc.store.LogoutNotice;
import dev.saoma.secret.Token;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes logout tokens (OpenID Connect Back-Channel Logout). Thread-safe. */
public final class LogoutTokens {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final SigningKeys keys;
    private final String issuer;
    private final Clock clock;

    public LogoutTokens(SigningKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Returns the signed token of a notice. Always RS256, since some clients cannot be told otherwise. */
    public String of(LogoutNotice notice) {
        Instant now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer);
        claims.put("aud", notice.client().value());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("jti", Token.random().reveal().substring(0, 32));
        claims.put("events", Map.of(EVENT, Map.of()));
        claims.put("sub", notice.sub());
        claims.put("sid", notice.sid());
        return keys.sign(SigningAlgorithm.RS256, "logout+jwt", claims);
    }
}
