package dev.saoma.server.client;

import dev.saoma.element.ElementName;
import dev.saoma.internal.json.JsonIndent;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.ClientSecretHash;
import dev.saoma.server.draft.ElementTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client to add. Its values are checked when its files are read.
 *
 * @param name the simple name of its element
 * @param type {@code web}, {@code spa} or {@code native}
 * @param title empty for the name
 * @param scopes none for the default
 * @param refresh whether it gets refresh tokens
 * @param isPkceOptional whether it may send no code challenge
 */
public record NewClient(
        String name,
        String type,
        Optional<String> title,
        Addresses addresses,
        List<String> scopes,
        boolean refresh,
        boolean isPkceOptional) {
    /**
     * Its addresses.
     *
     * @param backchannelLogoutUri where the server reports the end of a session
     */
    public record Addresses(
            List<String> redirectUris, List<String> postLogoutRedirectUris, Optional<String> backchannelLogoutUri) {}

    /** Returns whether it gets a secret. */
    boolean isConfidential() {
        return type.equals("web");
    }

    /** Returns its files. */
    ElementTexts texts(ElementName fullName, Optional<ClientSecretHash> secret) {
        String file = name + ".json";
        return new ElementTexts(
                fullName,
                JsonIndent.of(JsonNode.object(element("./" + file))),
                file,
                Optional.of(JsonIndent.of(JsonNode.object(business(secret)))));
    }

    private Map<String, JsonNode> element(String file) {
        var members = new LinkedHashMap<String, JsonNode>();
        members.put("type", JsonNode.text(ClientReader.TYPE.value()));
        members.put("title", JsonNode.text(title.orElse(name)));
        members.put("backendBundleEntry", JsonNode.text("."));
        members.put("frontBundleEntry", JsonNode.text(file));
        return members;
    }

    private Map<String, JsonNode> business(Optional<ClientSecretHash> secret) {
        var members = new LinkedHashMap<String, JsonNode>();
        members.put("clientId", JsonNode.text(name));
        members.put("clientType", JsonNode.text(type));
        secret.ifPresent(hash -> members.put(SecretTexts.HASH, SecretTexts.list(List.of(hash))));
        members.put("redirectUris", texts(addresses.redirectUris()));
        if (!addresses.postLogoutRedirectUris().isEmpty()) {
            members.put("postLogoutRedirectUris", texts(addresses.postLogoutRedirectUris()));
        }
        addresses.backchannelLogoutUri().ifPresent(uri -> members.put("backchannelLogoutUri", JsonNode.text(uri)));
        members.put("scopes", texts(scopes.isEmpty() ? List.of("openid", "profile") : scopes));
        if (refresh) {
            members.put("refresh", JsonNode.flag(true));
        }
        if (isPkceOptional) {
            members.put("pkce", JsonNode.text("optional"));
        }
        return members;
    }

    private static JsonNode texts(List<String> texts) {
        return JsonNode.array(texts.stream().map(JsonNode::text).toList());
    }
}
