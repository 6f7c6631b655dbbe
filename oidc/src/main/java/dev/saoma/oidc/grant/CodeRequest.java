package dev.saoma.oidc.grant;

import dev.saoma.oidc.client.RegisteredClient;
import java.util.Optional;
import java.util.Set;

/**
 * What an authorization code is issued for.
 *
 * @param redirectUri as the client has sent it
 * @param scope the granted scopes
 * @param challenge the S256 code challenge; empty when the client has sent none
 */
public record CodeRequest(
        RegisteredClient client,
        String redirectUri,
        Set<String> scope,
        Optional<String> challenge,
        Optional<String> nonce) {}
