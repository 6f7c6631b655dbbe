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
 */
public record NewClient(
        String name,
        String type,
        Optional<String> title,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        List<String> scopes) {
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
        members.put("redirectUris", texts(redirectUris));
        if (!postLogoutRedirectUris.isEmpty()) {
            members.put("postLogoutRedirectUris", texts(postLogoutRedirectUris));
        }
        members.put("scopes", texts(scopes.isEmpty() ? List.of("openid", "profile") : scopes));
        return members;
    }

    private static JsonNode texts(List<String> texts) {
        return JsonNode.array(texts.stream().map(JsonNode::text).toList());
    }
}
