package dev.saoma.oidc.token;

import dev.saoma.identity.UserId;
import java.util.Map;
import java.util.Set;

/**
 * The application's own claims about its users, such as a real {@code email} with its {@code email_verified}. They are added to
 * ID tokens and userinfo, and replace none of Saoma's claims. Called outside of transactions; thread-safe.
 */
@FunctionalInterface
public interface ClaimSource {
    /**
     * Returns claims by name: texts, numbers, booleans, lists or maps of them.
     *
     * @param scopes the granted scopes
     */
    Map<String, Object> claims(UserId user, Set<String> scopes);

    /** Returns a source without claims. */
    static ClaimSource none() {
        return (user, scopes) -> Map.of();
    }
}
