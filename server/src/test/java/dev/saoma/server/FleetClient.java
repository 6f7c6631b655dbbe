package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A client of the OpenID provider of a fleet. A test names the node that each call reaches. */
final class FleetClient {
    static final String INACTIVE = "{\"active\":false}";

    private final String id;
    private final boolean isPublic;
    private final String redirectUri;

    private FleetClient(String id, boolean isPublic) {
        this.id = id;
        this.isPublic = isPublic;
        this.redirectUri = "https://" + id + ".example/cb";
    }

    /** Registers a client with a secret that gets refresh tokens. Call it before the nodes start. */
    static FleetClient web(Fleet fleet, String id, Optional<URI> logoutUri) {
        var client = new FleetClient(id, false);
        client.write(
                fleet,
                "\"clientType\": \"web\", \"secretHash\": [\"sha256:" + RelyingParty.sha256Hex(RelyingParty.SECRET)
                        + "\"]"
                        + logoutUri
                                .map(uri -> ", \"backchannelLogoutUri\": \"" + uri + "\"")
                                .orElse(""));
        return client;
    }

    /** Registers a client without a secret, whose refresh tokens rotate. */
    static FleetClient spa(Fleet fleet, String id) {
        var client = new FleetClient(id, true);
        client.write(fleet, "\"clientType\": \"spa\"");
        return client;
    }

    private void write(Fleet fleet, String members) {
        String folder = "auths/clients/" + id + "/";
        fleet.writeInApp(
                folder + "e.json",
                "{\"type\":\"auths.clients.ClientType\",\"title\":\"" + id + "\",\"frontBundleEntry\":\"./" + id
                        + ".json\"}");
        fleet.writeInApp(
                folder + id + ".json",
                "{\"redirectUris\": [\"" + redirectUri + "\"], \"refresh\": true, " + members + "}");
    }

    /** Logs a visitor in who has a session, and returns the code. */
    String code(Visitor visitor) throws IOException {
        var all = new LinkedHashMap<String, String>();
        all.put("response_type", "code");
        all.put("client_id", id);
        all.put("redirect_uri", redirectUri);
        all.put("scope", "openid profile");
        all.put("code_challenge", RelyingParty.challenge(RelyingParty.VERIFIER));
        all.put("code_challenge_method", "S256");
        Reply reply = visitor.get("/oauth2/authorize?" + RelyingParty.form(all));
        assertThat(reply.header("Location")).as(reply.toString()).startsWith(redirectUri + "?code=");
        return RelyingParty.query(reply.header("Location")).getOrDefault("code", "");
    }

    Reply redeem(Node node, String code) {
        return post(
                node,
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        redirectUri,
                        "code_verifier",
                        RelyingParty.VERIFIER));
    }

    Reply refresh(Node node, String token) {
        return post(node, "/oauth2/token", Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    Reply introspect(Node node, String token) {
        return post(node, "/oauth2/introspect", Map.of("token", token));
    }

    Reply userInfo(Node node, String accessToken) {
        return node.http().get("/oauth2/userinfo", "Authorization: Bearer " + accessToken);
    }

    private Reply post(Node node, String path, Map<String, String> parameters) {
        if (isPublic) {
            var all = new LinkedHashMap<>(parameters);
            all.put("client_id", id);
            return node.http().form(path, RelyingParty.form(all));
        }
        return node.http().form(path, RelyingParty.form(parameters), RelyingParty.basic(id, RelyingParty.SECRET));
    }
}
