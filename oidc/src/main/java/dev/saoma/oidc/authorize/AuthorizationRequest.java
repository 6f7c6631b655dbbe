package dev.saoma.oidc.authorize;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.servlet.internal.http.Language;
import java.util.Optional;
import java.util.Set;

/**
 * An authorization request that was checked against its client.
 *
 * @param scope the requested scopes that the client may be granted
 * @param challenge the S256 code challenge; empty when the client has sent none and needs none
 * @param language of the pages; empty for that of the browser
 */
public record AuthorizationRequest(
        ClientId client,
        ResponseTarget target,
        Set<String> scope,
        Optional<String> nonce,
        Optional<String> challenge,
        AuthenticationRules authentication,
        Optional<Language> language) {}
