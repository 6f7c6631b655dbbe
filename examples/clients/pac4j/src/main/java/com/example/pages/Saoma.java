package com.example.pages;

import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import org.pac4j.core.config.Config;
import org.pac4j.oidc.client.OidcClient;
import org.pac4j.oidc.config.OidcConfiguration;

final class Saoma {
    private static final String ISSUER = System.getenv().getOrDefault("ISSUER", "http://localhost:8080");

    private Saoma() {}

    static Config config(String address, String secret) {
        var oidc = new OidcConfiguration()
                .setDiscoveryURI(ISSUER + "/.well-known/openid-configuration")
                .setClientId("Pages")
                .setSecret(secret)
                .setScope("openid profile")
                .setUseNonce(true)
                .setPkceMethod(CodeChallengeMethod.S256);
        return new Config(address + "/callback", new OidcClient(oidc));
    }
}
