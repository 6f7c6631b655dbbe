package dev.saoma.oidc;

import dev.saoma.App;
import dev.saoma.identity.UserId;
import dev.saoma.oidc.client.ElementClients;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.GrantSweeper;
import dev.saoma.oidc.grant.Grants;
import dev.saoma.oidc.grant.Subject;
import dev.saoma.oidc.handler.OidcExtensions;
import dev.saoma.oidc.handler.OidcRoutes;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.oidc.logout.BackchannelLogout;
import dev.saoma.oidc.logout.BackchannelLogoutFigures;
import dev.saoma.oidc.logout.EndedGrants;
import dev.saoma.oidc.logout.LogoutTokens;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.PersonalGrants;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.store.sql.SqlStore;
import java.util.List;

/**
 * An OpenID Connect provider on the sessions of an app. Its issuer is {@link WebSettings#address()}. The clients are elements of the
 * app. {@link #close} stops background work, and closes neither the app nor the store. Thread-safe.
 *
 * <pre>{@code
 * OidcSchema.migrate(store.database());
 * var reader = new ClientReader(web.mode());
 * App app = App.builder(folder).store(store).elementCheck(reader::check).open();
 * var clients = new ElementClients(() -> app.elements().current(), reader);
 * var provider = OidcProvider.open(app, store, web, clients, keys, OidcExtensions.NONE);
 * }</pre>
 */
public final class OidcProvider implements AutoCloseable {
    private final RegisteredClients clients;
    private final GrantStore rows;
    private final SigningKeys keys;
    private final GrantSweeper sweeper;
    private final BackchannelLogout logout;
    private final EndedGrants ended;
    private final List<Route> routes;

    private OidcProvider(
            App app,
            SqlStore store,
            WebSettings web,
            ElementClients clients,
            OidcKeys secrets,
            OidcExtensions extensions,
            SigningKeys keys) {
        this.clients = clients;
        this.keys = keys;
        this.rows = new GrantStore(store);
        String issuer = web.address();
        var grants = new Grants(rows, app.sessions(), clients, app.organizations(), secrets.tokenKey(), app.clock());
        var tokens = new LogoutTokens(keys, issuer, app.clock());
        this.sweeper = new GrantSweeper(rows, app.clock());
        this.logout = new BackchannelLogout(rows, tokens::of, web.mode() == WebSettings.Mode.PRODUCTION, app.clock());
        this.ended = new EndedGrants(rows, app.sessions(), clients, issuer, app.clock(), app.ticker(), logout::wake);
        this.routes = new OidcRoutes(app, store, web, clients, grants, keys, extensions).all();
    }

    /**
     * Opens a provider and begins its background work.
     *
     * @param store the one of the app, with the tables of {@link OidcSchema}
     * @param clients the ones of the app
     * @throws dev.saoma.error.ConfigException when the stored signing keys cannot be opened
     */
    public static OidcProvider open(
            App app,
            SqlStore store,
            WebSettings web,
            ElementClients clients,
            OidcKeys secrets,
            OidcExtensions extensions) {
        SigningKeys keys = SigningKeys.open(store, secrets.sealKey(), app.clock());
        var provider = new OidcProvider(app, store, web, clients, secrets, extensions, keys);
        provider.logout.start();
        provider.ended.start();
        return provider;
    }

    /** Returns the routes, which a servlet of the app serves beside its own. */
    public List<Route> routes() {
        return routes;
    }

    /** Returns the registered clients. */
    public RegisteredClients clients() {
        return clients;
    }

    /** Returns the statistics of the notices of ended sessions. */
    public BackchannelLogoutFigures logoutFigures() {
        return logout.figures();
    }

    /** Returns what is stored about a user, for a copy that the user asks for. */
    public PersonalGrants personalGrants(UserId user) {
        return rows.personalGrants(user, Subject.of(user, clients).value());
    }

    @Override
    public void close() {
        ended.close();
        logout.close();
        sweeper.close();
        keys.close();
    }
}
