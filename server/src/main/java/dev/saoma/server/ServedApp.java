package dev.saoma.server;

import dev.saoma.App;
import dev.saoma.AppBuilder;
import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.observe.LoginSteps;
import dev.saoma.oidc.OidcKeys;
import dev.saoma.oidc.OidcProvider;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.oidc.client.ClientReader;
import dev.saoma.oidc.client.ElementClients;
import dev.saoma.oidc.handler.OidcEvents;
import dev.saoma.oidc.handler.OidcExtensions;
import dev.saoma.oidc.token.ClaimSource;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.connection.PublicPort;
import dev.saoma.server.element.ElementNews;
import dev.saoma.server.organization.Organizations;
import dev.saoma.server.setting.OidcSettings;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.servlet.WebSettings;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.wechat.WeChatSettings;
import java.time.Clock;
import java.util.Optional;

/**
 * What a server serves: its app, and its OpenID provider if the settings have one on.
 *
 * @param provider empty when it is off
 */
record ServedApp(App app, Optional<OidcProvider> provider) implements AutoCloseable {
    private static final String SCHEMA = "dev/saoma/server/schema";
    private static final String HISTORY = "saoma_server_schema_history";

    /** The listeners of logins and of the provider. */
    record Listeners(LoginSteps steps, OidcEvents events) {}

    /** Returns the state of the server's own tables. */
    static SchemaState schema(Database database) {
        return database.state(SCHEMA, HISTORY);
    }

    /** Opens the database. The caller closes it. */
    static Database database(ServerSettings settings) {
        return settings.store()
                .map(StoreSettings::open)
                .orElseGet(() -> SqliteDatabase.open(settings.data().resolve("saoma.db")));
    }

    /** Returns the store in a database, whose tables are brought up to date if the settings say so. */
    static SqlStore store(ServerSettings settings, Database database) {
        if (settings.saoma().migrate()) {
            database.migrate(SCHEMA, HISTORY);
            if (settings.oidc().isOn()) {
                OidcSchema.migrate(database);
            }
        } else if (settings.oidc().isOn()) {
            OidcSchema.require(database);
        }
        return SqlStore.open(database, settings.saoma().migrate());
    }

    /**
     * Opens the app with the users and organisations of the server, and the provider.
     *
     * @param web the settings of the public address
     * @param listeners of logins and of the provider
     */
    static ServedApp open(
            ServerSettings settings,
            WebSettings web,
            Clock clock,
            SqlStore store,
            Listeners listeners,
            Cluster cluster) {
        App app = app(settings, clock, store, listeners.steps(), cluster);
        try {
            return new ServedApp(app, provider(settings, web, app, store, listeners.events()));
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
    }

    private static Optional<OidcProvider> provider(
            ServerSettings settings, WebSettings web, App app, SqlStore store, OidcEvents events) {
        OidcSettings oidc = settings.oidc();
        if (!oidc.isOn()) {
            return Optional.empty();
        }
        boolean isEmbedded = settings.store().isEmpty();
        var clients = new ElementClients(() -> app.elements().current(), new ClientReader(settings.mode()));
        var keys = new OidcKeys(oidc.sealKey(settings.data(), isEmbedded), oidc.tokenKey(settings.data(), isEmbedded));
        var extensions = new OidcExtensions(ClaimSource.none(), events);
        return Optional.of(OidcProvider.open(app, store, web, clients, keys, extensions));
    }

    private static App app(ServerSettings settings, Clock clock, SqlStore store, LoginSteps steps, Cluster cluster) {
        Database database = store.database();
        return builder(settings, database, cluster.elementNews())
                .clock(clock)
                .wechat(withinThreads(settings.wechat()))
                .store(store)
                .users(new Accounts(database, clock))
                .organizations(new Organizations(database))
                .cacheUsers()
                .sessionLifetimes(settings.sessionLifetimes())
                .revocations(cluster.revocations())
                .loginLifetimes(settings.loginLifetimes())
                .steps(steps)
                .open();
    }

    /** Returns the builder of the app with its elements and the key of sealed secrets. */
    static AppBuilder builder(ServerSettings settings, Database database, ElementNews news) {
        AppBuilder builder =
                App.builder(settings.app()).sealKey(settings.saoma().sealKey());
        if (settings.oidc().isOn()) {
            builder.elementCheck(new ClientReader(settings.mode())::check);
        }
        return settings.admin()
                .elements()
                .overlay(database, news)
                .map(builder::overlay)
                .orElse(builder);
    }

    @Override
    public void close() {
        try (app) {
            provider.ifPresent(OidcProvider::close);
        }
    }

    /** Returns the settings with no more calls at once than threads can wait for. */
    static WeChatSettings withinThreads(WeChatSettings wechat) {
        return wechat.withInFlight(PublicPort.withinThreads(wechat.inFlight()));
    }
}
