package dev.saoma.server.client;

import dev.saoma.identity.CorpId;
import dev.saoma.internal.json.JsonText;
import dev.saoma.oidc.client.ClientType;
import dev.saoma.oidc.client.RedirectUri;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Guard;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/clients}: the clients of the OpenID Connect provider, without their secrets. */
public final class ClientHandlers {
    private final Optional<RegisteredClients> clients;

    private ClientHandlers(Optional<RegisteredClients> clients) {
        this.clients = clients;
    }

    /**
     * Returns the routes.
     *
     * @param clients empty when the provider is off
     */
    public static List<Route> routes(Optional<RegisteredClients> clients) {
        return List.of(Route.plain(
                "GET", "/api/admin/clients", Guard.VIEWER, ResponseKind.API, new ClientHandlers(clients)::list));
    }

    /** A client as its file writes it. */
    private record ClientView(
            String clientId,
            String title,
            String clientType,
            boolean isActive,
            int secrets,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            @Nullable String backchannelLogoutUri,
            List<String> scopes,
            boolean refresh,
            String pkce,
            String idTokenAlg,
            String idTokenLife,
            List<String> instances,
            List<String> corps,
            boolean confirm,
            boolean placeholderEmail) {
        static ClientView of(RegisteredClient client) {
            return new ClientView(
                    client.id().value(),
                    client.title(),
                    type(client.type()),
                    client.entry().isActive(),
                    client.secrets().size(),
                    texts(client.addresses().redirectUris()),
                    texts(client.addresses().postLogoutRedirectUris()),
                    client.addresses().backchannelLogoutUri().map(URI::toString).orElse(null),
                    List.copyOf(client.tokens().scopes()),
                    client.tokens().refresh(),
                    client.tokens().requiresPkce() ? "required" : "optional",
                    client.tokens().idTokenAlgorithm().name(),
                    client.tokens().idTokenLife().toSeconds() + "s",
                    List.copyOf(client.entry().instances()),
                    client.entry().corps().stream().map(CorpId::value).toList(),
                    client.entry().confirm(),
                    client.tokens().placeholderEmail());
        }

        private static String type(ClientType type) {
            return type.name().toLowerCase(Locale.ROOT);
        }

        private static List<String> texts(Collection<RedirectUri> addresses) {
            return addresses.stream().map(RedirectUri::value).toList();
        }
    }

    private Response list(RoutedRequest call) {
        return Response.json(200, views(clients.map(RegisteredClients::all).orElse(List.of())));
    }

    /** Returns what the route answers. */
    public static String json(List<RegisteredClient> clients) {
        return JsonText.of(views(clients));
    }

    private static List<ClientView> views(List<RegisteredClient> clients) {
        return clients.stream().map(ClientView::of).toList();
    }
}
