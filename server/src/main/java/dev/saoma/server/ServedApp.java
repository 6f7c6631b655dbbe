package dev.saoma.server;

import dev.saoma.App;
import dev.saoma.AppBuilder;
import dev.saoma.database.Database;
import dev.saoma.database.SchemaState;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.observe.LoginSteps;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.connection.PublicPort;
import dev.saoma.server.element.ElementNews;
import dev.saoma.server.organization.Organizations;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.wechat.WeChatSettings;
import java.time.Clock;

/** Opens what a server serves: its database and its app, as the settings say. */
final class ServedApp {
    private static final String SCHEMA = "dev/saoma/server/schema";
    private static final String HISTORY = "saoma_server_schema_history";

    private ServedApp() {}

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
        }
        return SqlStore.open(database, settings.saoma().migrate());
    }

    /** Opens the app with the users and organisations of the server. */
    static App open(ServerSettings settings, Clock clock, SqlStore store, LoginSteps steps, Cluster cluster) {
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
        return settings.admin()
                .elements()
                .overlay(database, news)
                .map(builder::overlay)
                .orElse(builder);
    }

    /** Returns the settings with no more calls at once than threads can wait for. */
    static WeChatSettings withinThreads(WeChatSettings wechat) {
        return wechat.withInFlight(PublicPort.withinThreads(wechat.inFlight()));
    }
}
