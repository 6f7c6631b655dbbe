package dev.saoma.oidc.client;

import dev.saoma.element.Elements;
import dev.saoma.servlet.internal.http.WebOrigin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The clients that an app's files define, in their current version. The app checks them with {@link ClientReader#check} before a
 * version becomes current.
 *
 * <pre>{@code
 * var reader = new ClientReader(settings.mode());
 * App app = App.builder(folder).elementCheck(reader::check).open();
 * var clients = new ElementClients(() -> app.elements().current(), reader);
 * }</pre>
 */
public final class ElementClients implements RegisteredClients {
    private final Supplier<Elements> current;
    private final ClientReader reader;
    private volatile @Nullable Version known;

    private record Version(Elements elements, Map<ClientId, RegisteredClient> clients, Set<String> corsOrigins) {}

    /** @param current returns the same object until the elements change */
    public ElementClients(Supplier<Elements> current, ClientReader reader) {
        this.current = current;
        this.reader = reader;
    }

    @Override
    public Optional<RegisteredClient> find(ClientId id) {
        return Optional.ofNullable(version().clients().get(id));
    }

    @Override
    public List<RegisteredClient> all() {
        return List.copyOf(version().clients().values());
    }

    /** Returns the origins of the redirect addresses of active {@code spa} clients, as browsers send them. */
    public Set<String> corsOrigins() {
        return version().corsOrigins();
    }

    private Version version() {
        Elements elements = current.get();
        Version version = known;
        if (version == null || version.elements() != elements) {
            version = read(elements);
            known = version;
        }
        return version;
    }

    private Version read(Elements elements) {
        var clients = new LinkedHashMap<ClientId, RegisteredClient>();
        reader.read(elements).forEach(client -> clients.put(client.id(), client));
        Set<String> origins = clients.values().stream()
                .filter(client ->
                        client.type() == ClientType.SPA && client.entry().isActive())
                .flatMap(client -> client.addresses().redirectUris().stream())
                .flatMap(address -> RedirectUriRules.origin(address.value()).stream())
                .map(WebOrigin::toString)
                .collect(Collectors.toUnmodifiableSet());
        return new Version(elements, Collections.unmodifiableMap(clients), origins);
    }
}
