package dev.saoma.server.client;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.internal.json.JsonNode;
import dev.saoma.oidc.client.ClientSecretHash;
import dev.saoma.server.draft.JsonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The secrets in the text of a client's file. The other keys and their order stay. */
final class SecretTexts {
    static final String HASH = "secretHash";
    private static final String SECRET = "secret";
    private static final int MOST = 2;
    private static final List<String> ORDER = List.of("clientId", "clientType", HASH, SECRET);

    private final JsonFile file;

    /** @param text of a file that can be read */
    SecretTexts(String text) {
        this.file = new JsonFile(text);
    }

    static JsonNode list(List<ClientSecretHash> hashes) {
        return JsonNode.array(hashes.stream()
                .map(hash -> JsonNode.text("sha256:" + hash.value()))
                .toList());
    }

    /** Returns the text with one more secret. */
    String with(ClientSecretHash added) {
        if (count() == MOST) {
            throw refused(
                    "has two secrets already. Remove the older one with --retire, when its client uses the newer one");
        }
        List<JsonNode> hashes = hashes();
        list(List.of(added)).forEach(hashes::add);
        file.set(HASH, JsonNode.array(hashes), ORDER);
        return file.written();
    }

    /** Returns the text without the older of two secrets. A hash is younger than the key {@code secret}. */
    String withoutOlder() {
        if (count() < MOST) {
            throw refused("has one secret, and needs it. Add another one first: the same command without --retire");
        }
        if (file.find(SECRET).isPresent()) {
            file.remove(SECRET);
        } else {
            List<JsonNode> hashes = hashes();
            file.set(HASH, JsonNode.array(hashes.subList(1, hashes.size())), ORDER);
        }
        return file.written();
    }

    private int count() {
        return hashes().size() + (file.find(SECRET).isPresent() ? 1 : 0);
    }

    private List<JsonNode> hashes() {
        return new ArrayList<>(
                StreamSupport.stream(file.find(HASH).spliterator(), false).toList());
    }

    private LoginException refused(String problem) {
        String id = Objects.requireNonNull(file.text("clientId").orElse("The client"));
        return new LoginException(ErrorCode.INVALID_REQUEST, id + " " + problem + ".");
    }
}
