package dev.saoma.oidc.handler;

import dev.saoma.App;
import dev.saoma.oidc.authorize.AuthorizationPolicy;
import dev.saoma.oidc.authorize.AuthorizationRequestReader;
import dev.saoma.oidc.authorize.IdTokenHints;
import dev.saoma.oidc.client.ClientAuthentication;
import dev.saoma.oidc.client.ElementClients;
import dev.saoma.oidc.grant.ClientEntry;
import dev.saoma.oidc.grant.Grants;
import dev.saoma.oidc.grant.PendingRequests;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.token.IdTokens;
import dev.saoma.oidc.token.UserClaims;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.limit.OAuthClientLimits;
import dev.saoma.servlet.internal.page.OAuthPages;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.servlet.internal.security.ClientCors;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.store.sql.SqlStore;
import java.util.List;
import java.util.stream.Stream;

/** The routes of the provider. */
public final class OidcRoutes {
    /** The scopes that need no source of the application. */
    private static final List<String> SCOPES = List.of("openid", "profile", "corp", "groups", "wechat");

    private final WebSettings web;
    private final ElementClients clients;
    private final MetadataHandlers metadata;
    private final AuthorizeHandlers authorize;
    private final TokenHandlers token;
    private final UserInfoHandlers userInfo;
    private final TokenStatusHandlers status;
    private final LogoutHandlers logout;

    public OidcRoutes(
            App app,
            SqlStore store,
            WebSettings web,
            ElementClients clients,
            Grants grants,
            SigningKeys keys,
            OidcExtensions extensions) {
        this.web = web;
        this.clients = clients;
        String issuer = web.address();
        var pages = new OAuthPages(web);
        var hints = new IdTokenHints(keys, issuer);
        var claims = new UserClaims(app, store, clients, extensions.claims());
        var limits = new OAuthClientLimits(web.clients(), app.ticker());
        var calls = new AuthenticatedCalls(new ClientAuthentication(clients), limits);
        this.metadata = new MetadataHandlers(issuer, SCOPES, keys);
        this.authorize = new AuthorizeHandlers(
                new AuthorizationRequestReader(clients, hints),
                new AuthorizationPolicy(clients, new ClientEntry(app.organizations()), app.clock()),
                clients,
                grants,
                new WaitingRequests(
                        new PendingRequests(new GrantStore(store), app.clock()),
                        new BrowserIdentity(new Cookies(web)),
                        limits),
                new AuthorizeResponses(web, pages, extensions.events()),
                new ConsentPages(app, web, pages));
        this.token =
                new TokenHandlers(calls, grants, new IdTokens(keys, claims, issuer, app.clock()), extensions.events());
        this.userInfo = new UserInfoHandlers(clients, grants, claims);
        this.status = new TokenStatusHandlers(calls, clients, grants, issuer);
        this.logout = new LogoutHandlers(app, web, clients, hints, pages);
    }

    /** Returns all routes. */
    public List<Route> all() {
        return Stream.of(ofMetadata(), ofBrowsers(), ofClients())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> ofMetadata() {
        Route discovery = Route.oauth("GET", "/.well-known/openid-configuration", metadata::metadata)
                .withCors(ClientCors.anyOrigin());
        Route keys = Route.oauth("GET", "/oauth2/jwks", metadata::keys).withCors(ClientCors.anyOrigin());
        // RFC 8414 puts the path of the issuer after this one, where the servlet serves nothing.
        return web.path().isEmpty()
                ? List.of(
                        discovery,
                        Route.oauth("GET", "/.well-known/oauth-authorization-server", metadata::metadata)
                                .withCors(ClientCors.anyOrigin()),
                        keys)
                : List.of(discovery, keys);
    }

    /** Reached by the user's browser, with its cookies. A request that waits is counted by address, since it stores a row. */
    private List<Route> ofBrowsers() {
        return List.of(
                Route.plain("GET", "/oauth2/authorize", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, authorize::begin),
                Route.form("/oauth2/authorize", ResponseKind.OAUTH_PAGE, authorize::beginByPost),
                Route.plain("GET", "/oauth2/authorize/{id}", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, authorize::resume),
                Route.form("/oauth2/authorize/{id}", ResponseKind.OAUTH_PAGE, authorize::decide)
                        .fromOwnPages(),
                Route.plain("GET", "/oauth2/logout", Guard.PUBLIC, ResponseKind.OAUTH_PAGE, logout::begin),
                Route.form("/oauth2/logout", ResponseKind.OAUTH_PAGE, logout::beginByPost));
    }

    /** Called by clients, without cookies. */
    private List<Route> ofClients() {
        ClientCors spa = ClientCors.of(origin -> clients.corsOrigins().contains(origin));
        return List.of(
                Route.form("/oauth2/token", ResponseKind.OAUTH, token::token).withCors(spa),
                Route.form("/oauth2/revoke", ResponseKind.OAUTH, status::revoke).withCors(spa),
                Route.form("/oauth2/introspect", ResponseKind.OAUTH, status::introspect),
                Route.oauth("GET", "/oauth2/userinfo", userInfo::userInfo).withCors(spa),
                Route.oauth("POST", "/oauth2/userinfo", userInfo::userInfo).withCors(spa));
    }
}
