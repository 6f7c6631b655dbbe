package dev.saoma.spring;

import dev.saoma.logintype.Registration;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.WebSettings.Mode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties as written, unchecked; editors show these descriptions.
 *
 * @param mode Production accepts only WeChat itself, over https. Development serves loopback only, and WeChat may be the
 *     emulator.
 * @param publicUrl Scheme, host and port as browsers see them, such as https://login.example.com. Required in production;
 *     in development http://localhost and the server's port when not given.
 * @param path Prefix of every address of Saoma, below the application's context path.
 * @param publicPath Path before saoma.path as browsers see it, such as /sso, or / for none. Needed when a proxy removes or
 *     adds a prefix. The context path when not given.
 * @param app Folder of an app with app.json, in place of saoma.instances.
 * @param data Folder of the embedded SQLite database, used when the application has no PostgreSQL, MySQL or MariaDB.
 * @param allowedOrigins Origins whose pages may call the API, frame the callback page and be returned to; https (http on
 *     loopback), no origins of apps or extensions.
 * @param redirectUris Redirect addresses that a page may request in addition to Saoma's own, compared as text.
 * @param trustedProxies Addresses or blocks, such as 10.0.0.0/8, of the proxies in front of the application whose
 *     X-Forwarded-For is trusted.
 * @param reauthUrl Page where the application's own login lets users authenticate again; a path of this site, such as /signin.
 * @param cookieSuffix Suffix of the names of Saoma's cookies, which distinguishes them from those of another installation on
 *     the same host; none for no suffix. By default the port, unless it is the scheme's default, and a path other than the
 *     default one.
 * @param sealKey Key that opens sealed secrets of saoma.app, 64 hexadecimal digits.
 * @param instances Login methods by name, such as MyWeChatLogin.
 */
@ConfigurationProperties("saoma")
record SaomaProperties(
        @DefaultValue("production") Mode mode,
        @Nullable URI publicUrl,
        @DefaultValue("/saoma") String path,
        @Nullable String publicPath,
        @Nullable Path app,
        @DefaultValue("data") Path data,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue List<String> redirectUris,
        @DefaultValue List<String> trustedProxies,
        @Nullable String reauthUrl,
        @Nullable String cookieSuffix,
        @Nullable Secret sealKey,
        @DefaultValue Map<String, Instance> instances,
        @DefaultValue WeChat wechat,
        @DefaultValue Session session,
        @DefaultValue Login login,
        @DefaultValue Limits limits,
        @DefaultValue Store store,
        @DefaultValue Redis redis) {

    /**
     * A login method.
     *
     * @param title Name shown to users.
     * @param appId The application at WeChat's Open Platform, wx and 16 hexadecimal digits.
     * @param appSecret The application's secret, best from the environment: ${WECHAT_APP_SECRET}.
     * @param registration Handling of an unlinked WeChat: deny refuses it, ticket lets its owner register or bind it to an
     *     account, open creates a user at once.
     * @param openPlatform The Open Platform account of the application. A person has the same unionid at all applications of
     *     one account.
     * @param active Whether the login method can be used.
     */
    record Instance(
            @DefaultValue("WeChat") String title,
            @DefaultValue("") String appId,
            @DefaultValue("") Secret appSecret,
            @DefaultValue("deny") Registration registration,
            @DefaultValue("default") String openPlatform,
            @DefaultValue("true") boolean active) {}

    /**
     * Addresses of WeChat and limits of calls to it.
     *
     * @param pageUrl Base address of WeChat's pages; another one, such as the emulator's, in development only.
     * @param apiUrl Base address of WeChat's server API; another one, such as the emulator's, in development only.
     * @param inFlight Number of logins that may call WeChat at once; one more is refused after 0.2 seconds at most. Half of
     *     the container's threads when not given, and 1000 with virtual threads.
     * @param proxy HTTP proxy for calls to WeChat, http://host:port or http://user:password@host:port; the one of Java's
     *     https.proxyHost and http.nonProxyHosts when not given.
     */
    record WeChat(
            @DefaultValue("https://open.weixin.qq.com") URI pageUrl,
            @DefaultValue("https://api.weixin.qq.com") URI apiUrl,
            @Nullable Integer inFlight,
            @Nullable Secret proxy) {}

    /**
     * Lifetimes of sessions.
     *
     * @param idle Time without use after which a session ends; 2 minutes or more.
     * @param absolute Time after which a session ends, even if it is used.
     * @param cached Time for which a node may use a session from its cache, and so still accept one that ended on another
     *     node; 0 reads the database every time. This and one minute together must be less than idle. 30s with the embedded
     *     database and 2s with any other when not given.
     * @param recent Time for which a sign-in counts as recent, as binding and unbinding require.
     */
    record Session(
            @DefaultValue("30m") Duration idle,
            @DefaultValue("12h") Duration absolute,
            @Nullable Duration cached,
            @DefaultValue("10m") Duration recent) {}

    /**
     * Lifetimes of single-use tickets, and the age of a profile.
     *
     * @param attempt Lifetime of a login that was started.
     * @param loginCode Lifetime of a login code.
     * @param bindTicket Lifetime of a bind ticket, with which the owner of an unlinked WeChat registers or binds it to an
     *     account.
     * @param invitation Lifetime of an invitation, a link that binds a WeChat to a user.
     * @param profile Age at which nickname and avatar are read from WeChat again.
     */
    record Login(
            @DefaultValue("20m") Duration attempt,
            @DefaultValue("5m") Duration loginCode,
            @DefaultValue("10m") Duration bindTicket,
            @DefaultValue("24h") Duration invitation,
            @DefaultValue("7d") Duration profile) {}

    /**
     * Limits for each client address.
     *
     * @param attempts New logins, binds and re-authentications: burst and number a minute, such as 200,10, or off.
     * @param calls Later steps of a login, a bind or a re-authentication: burst and number a minute, such as 600,60,
     *     or off.
     * @param failures Failed requests of both kinds, by an invalid state, code or ticket: burst and number a minute, such as
     *     100,10, or off.
     * @param open Number of requests that one address may have open at once, on all routes. Half of the container's threads
     *     when not given, and 1000 with virtual threads.
     */
    record Limits(
            @DefaultValue("200,10") String attempts,
            @DefaultValue("600,60") String calls,
            @DefaultValue("100,10") String failures,
            @Nullable Integer open) {}

    /**
     * The database.
     *
     * @param type The database: auto uses the application's own DataSource when that is PostgreSQL, MySQL or MariaDB, and else
     *     the embedded one. With memory, for tests, all rows are lost when the application ends.
     * @param url Address of a separate database server for Saoma, jdbc:postgresql: or jdbc:mariadb: (the latter also for
     *     MySQL).
     * @param user User at saoma.store.url.
     * @param password Password at saoma.store.url.
     * @param poolSize Connections that Saoma may use at once, 1 to 1000: 8 at saoma.store.url and 4 of the application's
     *     DataSource when not given.
     * @param migrate Whether to bring Saoma's tables up to date at start; with false, a database administrator does that.
     */
    record Store(
            @DefaultValue("auto") StoreType type,
            @Nullable String url,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable Integer poolSize,
            @DefaultValue("true") boolean migrate) {}

    /**
     * A Redis that several nodes share.
     *
     * @param url Address of a Redis that nodes share, redis://[[user]:password@]host[:port][/database] or rediss://… for
     *     TLS; needs the module saoma-redis.
     */
    record Redis(@Nullable Secret url) {}

    /** The values of {@code saoma.store.type}. */
    enum StoreType {
        /** The application's DataSource if Saoma can use it, else the embedded database. */
        AUTO,
        /** Only the application's DataSource. */
        DATA_SOURCE,
        /** The embedded SQLite file, even if the application has a DataSource. */
        SQLITE,
        /** Rows in memory, for tests: each context has its own rows, which are lost when it closes. */
        MEMORY
    }
}
