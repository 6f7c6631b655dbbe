package dev.saoma.oidc.client;

import dev.saoma.identity.CorpId;
import dev.saoma.oidc.key.SigningAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registered client, as its files define it.
 *
 * @param title for people
 * @param secrets the hashes of its secrets, at most two; empty for a public client
 */
public record RegisteredClient(
        ClientId id,
        String title,
        ClientType type,
        List<ClientSecretHash> secrets,
        Addresses addresses,
        TokenRules tokens,
        EntryRules entry) {

    /**
     * The addresses of a client.
     *
     * @param redirectUris compared by {@link RedirectUri#matches}
     * @param postLogoutRedirectUris compared in the same way
     * @param backchannelLogoutUri where logout tokens are sent; empty for nowhere
     */
    public record Addresses(
            List<RedirectUri> redirectUris,
            List<RedirectUri> postLogoutRedirectUris,
            Optional<URI> backchannelLogoutUri) {}

    /**
     * What its tokens are.
     *
     * @param scopes the scopes that it may be granted
     * @param refresh whether it gets refresh tokens
     * @param requiresPkce whether an authorization request without a code challenge is refused
     * @param idTokenAlgorithm signs its ID tokens
     * @param idTokenLife the life of an ID token (default 10 minutes, at most 1 hour)
     * @param placeholderEmail whether a claim {@code email} below {@code .invalid} is made
     */
    public record TokenRules(
            Set<String> scopes,
            boolean refresh,
            boolean requiresPkce,
            SigningAlgorithm idTokenAlgorithm,
            Duration idTokenLife,
            boolean placeholderEmail) {}

    /**
     * Who may log in, and how.
     *
     * @param instances the names of the login instances that its users may use; empty for all
     * @param corps the organisations of which a user must be an active member of one; empty for any user
     * @param confirm whether the user confirms each login of this client
     * @param isActive whether it may be used
     */
    public record EntryRules(Set<String> instances, Set<CorpId> corps, boolean confirm, boolean isActive) {}

    /** Returns whether an address of a request is one of its redirect addresses. */
    public boolean hasRedirectUri(String requested) {
        return addresses.redirectUris().stream().anyMatch(one -> one.matches(requested));
    }

    /** Returns whether it has no secret. */
    public boolean isPublic() {
        return !type.isConfidential();
    }
}
