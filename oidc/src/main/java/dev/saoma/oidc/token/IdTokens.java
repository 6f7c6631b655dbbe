package dev.saoma.oidc.token;

import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.grant.Grant;
import dev.saoma.oidc.grant.IssuedTokens;
import dev.saoma.oidc.grant.SessionName;
import dev.saoma.oidc.grant.Sha256;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.secret.Token;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;

/** Makes ID tokens. Thread-safe. */
public final class IdTokens {
    /** The {@code acr} of every login. */
    public static final String ACR = "urn:saoma:wechat";

    private final SigningKeys keys;
    private final UserClaims claims;
    private final String issuer;
    private final Clock clock;

    public IdTokens(SigningKeys keys, UserClaims claims, String issuer, Clock clock) {
        this.keys = keys;
        this.claims = claims;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Returns the signed ID token of a token response. */
    public String of(IssuedTokens tokens, RegisteredClient client) {
        Grant grant = tokens.grant();
        Instant now = clock.instant();
        var all = new LinkedHashMap<String, Object>();
        all.put("iss", issuer);
        all.put("aud", client.id().value());
        all.put("iat", now.getEpochSecond());
        all.put("exp", now.plus(client.tokens().idTokenLife()).getEpochSecond());
        all.put("auth_time", grant.authTime().getEpochSecond());
        tokens.nonce().ifPresent(nonce -> all.put("nonce", nonce));
        all.put("acr", ACR);
        all.put("sid", SessionName.of(issuer, grant.session().id(), client.id()).value());
        all.put("at_hash", hash(tokens.accessToken()));
        claims.of(grant, tokens.scope(), client).forEach(all::putIfAbsent);
        return keys.sign(client.tokens().idTokenAlgorithm(), "JWT", all);
    }

    /** Returns the left half of the SHA-256, which is the hash of both algorithms. */
    private static String hash(Token accessToken) {
        byte[] digest = Sha256.of(accessToken.reveal());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
    }
}
