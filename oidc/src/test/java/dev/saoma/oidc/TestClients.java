package dev.saoma.oidc;

import dev.saoma.identity.CorpId;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.client.ClientType;
import dev.saoma.oidc.client.RedirectUri;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.key.SigningAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that a test registers and changes, as files would. */
public final class TestClients implements RegisteredClients {
    public static final String REDIRECT = "https://grafana.example.com/callback";

    private final Map<String, RegisteredClient> all = new ConcurrentHashMap<>();

    /** What may differ between clients. */
    public record Traits(
            ClientType type,
            Set<String> scopes,
            boolean refresh,
            Set<CorpId> corps,
            Optional<URI> logout,
            boolean isActive) {
        public static final Traits WEB = new Traits(
                ClientType.WEB, Set.of("openid", "profile", "groups"), true, Set.of(), Optional.empty(), true);
        public static final Traits SPA = WEB.of(ClientType.SPA);

        public Traits of(ClientType other) {
            return new Traits(other, scopes, refresh, corps, logout, isActive);
        }

        public Traits scopes(String... some) {
            return new Traits(type, Set.of(some), refresh, corps, logout, isActive);
        }

        public Traits withoutRefresh() {
            return new Traits(type, scopes, false, corps, logout, isActive);
        }

        public Traits corps(String... some) {
            Set<CorpId> ids = java.util.Arrays.stream(some)
                    .map(CorpId::new)
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
            return new Traits(type, scopes, refresh, ids, logout, isActive);
        }

        public Traits logout(URI uri) {
            return new Traits(type, scopes, refresh, corps, Optional.of(uri), isActive);
        }

        public Traits inactive() {
            return new Traits(type, scopes, refresh, corps, logout, false);
        }
    }

    /** Registers a client, or replaces the one of that name. */
    public RegisteredClient put(String id, Traits traits) {
        var client = new RegisteredClient(
                new ClientId(id),
                id,
                traits.type(),
                List.of(),
                new RegisteredClient.Addresses(List.of(new RedirectUri(REDIRECT)), List.of(), traits.logout()),
                new RegisteredClient.TokenRules(
                        traits.scopes(), traits.refresh(), true, SigningAlgorithm.RS256, Duration.ofMinutes(10), false),
                new RegisteredClient.EntryRules(Set.of(), traits.corps(), false, traits.isActive()));
        all.put(id, client);
        return client;
    }

    public void remove(String id) {
        all.remove(id);
    }

    @Override
    public Optional<RegisteredClient> find(ClientId id) {
        return Optional.ofNullable(all.get(id.value()));
    }

    @Override
    public List<RegisteredClient> all() {
        return List.copyOf(new TreeMap<>(all).values());
    }
}
