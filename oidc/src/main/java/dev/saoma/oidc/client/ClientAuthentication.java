package dev.saoma.oidc.client;

import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Authenticates the client of a request: {@code client_secret_basic}, {@code client_secret_post}, and {@code none} for public
 * clients. To be called before a code or token of the request is looked at. Thread-safe.
 */
public final class ClientAuthentication {
    private static final String ID = "client_id";
    private static final String SECRET = "client_secret";
    private static final int LONGEST = 1_000;
    /** In place of the hashes of a client that has none, so that each refusal costs the same. */
    private static final ClientSecretHash NOBODY = new ClientSecretHash("0".repeat(64));

    private static final int HASHES = 2;

    private final RegisteredClients clients;
    private final BiPredicate<ClientSecretHash, ClientSecretHash> same;

    public ClientAuthentication(RegisteredClients clients) {
        this(clients, ClientSecretHash::isSame);
    }

    /** @param same compares hashes, in a time that does not depend on where they differ */
    ClientAuthentication(RegisteredClients clients, BiPredicate<ClientSecretHash, ClientSecretHash> same) {
        this.clients = clients;
        this.same = same;
    }

    /** What a request says about its client. */
    private record Claim(String id, Optional<String> secret) {}

    /**
     * Returns the active client that sent a request.
     *
     * @param form returns a parameter of the body; empty when it is missing or has no value
     * @throws OAuthException {@code invalid_client}, with one text whether the client is unknown, inactive or has another secret;
     *     {@code invalid_request} when it authenticates in two ways at once
     */
    public RegisteredClient authenticate(HttpServletRequest request, Function<String, Optional<String>> form) {
        return authenticate(Collections.list(request.getHeaders("Authorization")), form);
    }

    /** Returns the registered client that a request names, whether it proves that or not; an empty text for none. */
    public String claimed(HttpServletRequest request, Function<String, Optional<String>> form) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        Optional<String> named =
                headers.size() == 1 ? BasicCredentials.parse(headers.get(0)).map(BasicCredentials::id) : form.apply(ID);
        return named.flatMap(ClientId::parse)
                .flatMap(clients::find)
                .map(client -> client.id().value())
                .orElse("");
    }

    /** @param headers the values of {@code Authorization} */
    RegisteredClient authenticate(List<String> headers, Function<String, Optional<String>> form) {
        Claim claim = claim(headers, form);
        Optional<RegisteredClient> client = ClientId.parse(claim.id()).flatMap(clients::find);
        boolean hasSecret = isSecret(claim.secret().orElse(""), client);
        boolean isProved = client.filter(known -> known.entry().isActive())
                .filter(known -> known.isPublic() ? claim.secret().isEmpty() : hasSecret)
                .isPresent();
        if (!isProved) {
            throw refused();
        }
        return client.orElseThrow();
    }

    private static Claim claim(List<String> headers, Function<String, Optional<String>> form) {
        Optional<String> id = form.apply(ID);
        Optional<String> secret = form.apply(SECRET);
        if (headers.size() > 1 || (!headers.isEmpty() && secret.isPresent())) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "The client authenticates in more than one way.");
        }
        if (form.apply("client_assertion").isPresent()) {
            throw new OAuthException(
                    OAuthError.INVALID_CLIENT, "Use client_secret_basic or client_secret_post, not an assertion.");
        }
        if (headers.isEmpty()) {
            return new Claim(
                    id.orElseThrow(() -> new OAuthException(
                            OAuthError.INVALID_CLIENT, "The client must authenticate, or send its client_id.")),
                    secret);
        }
        BasicCredentials basic = BasicCredentials.parse(headers.get(0))
                .orElseThrow(() -> new OAuthException(
                        OAuthError.INVALID_CLIENT,
                        "The header Authorization must be Basic, with the form-encoded client_id and secret."));
        if (id.isPresent() && !id.get().equals(basic.id())) {
            throw new OAuthException(
                    OAuthError.INVALID_REQUEST, "The client_id of the body is not the one of the header.");
        }
        return new Claim(basic.id(), Optional.of(basic.secret()));
    }

    /** Compares one hash with two of the client or of nobody, whatever the client is. */
    private boolean isSecret(String secret, Optional<RegisteredClient> client) {
        ClientSecretHash given = ClientSecretHash.of(secret.length() > LONGEST ? "" : secret);
        List<ClientSecretHash> hashes = client.map(RegisteredClient::secrets).orElse(List.of());
        boolean isOne = false;
        for (int i = 0; i < HASHES; i++) {
            // No text has a hash of zeros.
            boolean isSame = same.test(given, i < hashes.size() ? hashes.get(i) : NOBODY);
            isOne = isSame || isOne;
        }
        return isOne;
    }

    private static OAuthException refused() {
        return new OAuthException(
                OAuthError.INVALID_CLIENT, "The client is unknown or inactive, or its secret is wrong.");
    }
}
