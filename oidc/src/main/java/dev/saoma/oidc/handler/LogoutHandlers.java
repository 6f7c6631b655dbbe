package dev.saoma.oidc.handler;

import dev.saoma.App;
import dev.saoma.oidc.authorize.AuthorizationResponse;
import dev.saoma.oidc.authorize.IdTokenHints;
import dev.saoma.oidc.authorize.IdTokenHints.IdTokenHint;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.SessionName;
import dev.saoma.oidc.logout.LogoutRequest;
import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.page.OAuthPages;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.servlet.internal.security.OriginRules;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The logout endpoint. It ends the session of the browser at once only for a client that proves by an ID token that it belongs
 * to that session. Every other request gets a page that asks.
 */
final class LogoutHandlers {
    private static final List<String> PARAMETERS =
            List.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state");

    private final App app;
    private final WebSettings web;
    private final RegisteredClients clients;
    private final IdTokenHints hints;
    private final OAuthPages pages;
    private final Cookies cookies;
    private final OriginRules origins;

    LogoutHandlers(App app, WebSettings web, RegisteredClients clients, IdTokenHints hints, OAuthPages pages) {
        this.app = app;
        this.web = web;
        this.clients = clients;
        this.hints = hints;
        this.pages = pages;
        this.cookies = new Cookies(web);
        this.origins = new OriginRules(web);
    }

    Response begin(RoutedRequest call) {
        LogoutRequest request = LogoutRequest.read(FormParameters.ofQuery(call.request()), clients, hints);
        request.client().ifPresent(client -> call.setClient(client.id().value()));
        Optional<Session> session = call.authentication().session();
        boolean isProved = !request.isFaulty()
                && request.hint().filter(hint -> belongs(hint, session)).isPresent();
        if (isProved) {
            return ended(
                    call,
                    request.hint().map(IdTokenHint::client),
                    request.redirectUri()
                            .map(address ->
                                    Response.seeOther(ResponseKind.OAUTH_PAGE, withState(address, request.state())))
                            .orElseGet(() -> loggedOut(call, title(request))));
        }
        return session.isPresent()
                ? pages.confirmLogout(title(request), Languages.of(call.request(), Optional.empty()))
                : loggedOut(call, title(request));
    }

    /** A post from another site has no cookies, so the session is looked up by the request that follows. */
    Response beginByPost(RoutedRequest call, FormParameters form) {
        if (form.find("decision").filter("logout"::equals).isPresent()) {
            return confirmed(call);
        }
        var parameters = new LinkedHashMap<String, String>();
        PARAMETERS.forEach(name -> form.find(name).ifPresent(value -> parameters.put(name, value)));
        return Response.seeOther(
                ResponseKind.OAUTH_PAGE, AuthorizationResponse.withQuery(web.path() + "/oauth2/logout", parameters));
    }

    private Response confirmed(RoutedRequest call) {
        if (!origins.isOwn(call.request())) {
            throw origins.refusal(call.request());
        }
        return ended(call, Optional.empty(), loggedOut(call, Optional.empty()));
    }

    /** A client whose session has ended may still send its user here, for the redirect. */
    private boolean belongs(IdTokenHint hint, Optional<Session> session) {
        return session.map(one -> SessionName.of(web.address(), one.id(), hint.client())
                        .value()
                        .equals(hint.sid()))
                .orElse(true);
    }

    /** @param client the one that ends the session; empty when the user does, on a page */
    private Response ended(RoutedRequest call, Optional<ClientId> client, Response response) {
        Optional<Token> secret = call.authentication().secret();
        secret.ifPresent(token -> event(call, client)
                .ifPresentOrElse(
                        event -> app.sessions().end(token, event),
                        () -> app.sessions().end(token)));
        return secret.isPresent() ? response.withCookies(cookies.forget(call.request())) : response;
    }

    private Optional<AuditEvent> event(RoutedRequest call, Optional<ClientId> client) {
        return client.flatMap(id -> call.authentication()
                .session()
                .map(session -> AuditEvent.of(
                        app.clock().instant(),
                        AuditEvent.Kind.CLIENT_LOGOUT,
                        Actor.APPLICATION,
                        session.user(),
                        id.value())));
    }

    private Response loggedOut(RoutedRequest call, Optional<String> title) {
        return pages.loggedOut(title, Languages.of(call.request(), Optional.empty()));
    }

    private static Optional<String> title(LogoutRequest request) {
        return request.client().map(RegisteredClient::title);
    }

    private static String withState(String address, Optional<String> state) {
        return state.map(text -> AuthorizationResponse.withQuery(address, Map.of("state", text)))
                .orElse(address);
    }
}
