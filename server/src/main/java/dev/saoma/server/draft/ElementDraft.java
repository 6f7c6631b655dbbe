package dev.saoma.server.draft;

import dev.saoma.internal.json.JsonNode;
import dev.saoma.logintype.Registration;
import dev.saoma.secret.Secret;
import java.util.Map;
import java.util.Optional;

/** What an administrator wants to save. */
public sealed interface ElementDraft {

    /**
     * Fields; absent ones keep what is in the files.
     *
     * @param own values of an application's own Type by key of the business file, such as {@code authConfig.region}; JSON's null
     *     removes the key
     */
    record Fields(
            Optional<String> type,
            Optional<String> title,
            Optional<String> appId,
            SecretChange secret,
            Access access,
            Map<String, JsonNode> own)
            implements ElementDraft {}

    /** The keys of the business file that are written only where they differ from their defaults. */
    record Access(Optional<String> openPlatform, Optional<Registration> registration, Optional<Boolean> isActive) {}

    /** The whole texts of the files by name in the element's folder, {@code e.json} among them. */
    record Source(Map<String, String> files) implements ElementDraft {
        /** Returns the names alone, since the texts may hold a secret. */
        @Override
        public String toString() {
            return "Source" + files.keySet();
        }
    }

    /** What becomes of the secret. */
    sealed interface SecretChange {
        /** Stays as it is. */
        record Keep() implements SecretChange {}

        /** Is in an environment variable. */
        record Variable(String name) implements SecretChange {}

        /** Was typed, and is sealed. */
        record Typed(Secret secret) implements SecretChange {}
    }
}
