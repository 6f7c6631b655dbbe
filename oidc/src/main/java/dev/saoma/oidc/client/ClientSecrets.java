package dev.saoma.oidc.client;

import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The keys {@code secretHash} and {@code secret} of a client's file. */
final class ClientSecrets {
    private static final String HASH = "secretHash";
    private static final String SECRET = "secret";
    private static final String PREFIX = "sha256:";
    private static final int SHORTEST = 32;
    private static final int MOST = 2;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]*");

    private ClientSecrets() {}

    static List<ClientSecretHash> read(ClientFile file, ClientType type) {
        if (!type.isConfidential()) {
            for (String key : List.of(HASH, SECRET)) {
                if (file.has(key)) {
                    file.add(key, "must be left out, since a client of this type cannot keep a secret");
                }
            }
            return List.of();
        }
        if (!file.has(HASH) && !file.has(SECRET)) {
            file.add(HASH, "is required for a web client, or a secret such as {{CLIENT_SECRET}}");
        }
        var hashes = new ArrayList<>(file.limit(HASH, ClientSecrets::hash));
        file.parsed(SECRET, file.text(SECRET), ClientSecrets::hashed).ifPresent(hashes::add);
        if (hashes.size() > MOST) {
            file.add(HASH, "must have at most two secrets, together with the key secret: remove the oldest");
        }
        return List.copyOf(hashes);
    }

    private static ClientSecretHash hash(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("must begin with sha256: and the SHA-256 of the secret");
        }
        return new ClientSecretHash(text.substring(PREFIX.length()));
    }

    private static ClientSecretHash hashed(String text) {
        if (SealKey.isSealed(text)) {
            throw new IllegalArgumentException("cannot be sealed; write its SHA-256 as secretHash");
        }
        String secret = Secret.configured(text).reveal();
        if (secret.length() < SHORTEST || !VISIBLE.matcher(secret).matches()) {
            throw new IllegalArgumentException(
                    "must be at least 32 visible ASCII characters, such as the output of openssl rand -hex 32");
        }
        return ClientSecretHash.of(secret);
    }
}
