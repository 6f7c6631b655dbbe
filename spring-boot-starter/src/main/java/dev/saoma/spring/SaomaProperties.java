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
 * Properties as they are written, unchecked; editors show these descriptions.
 *
 * @param mode Production accepts nothing but WeChat itself, over https. Development stays on loopback, where WeChat may be
 *     the emulator.
 * @param publicUrl Scheme, host and port as browsers see them, such as https://login.example.com. Required in production;
 *     in development http://localhost and the server's port when not given.
 * @param path What every address of Saoma's begins with, below the application's context path.
 * @param publicPath What browsers see before saoma.path, where that is not the context path because a proxy takes a prefix
 *     away or adds one: such as /sso, or / for nothing. The context path when not given.
 * @param app Folder of an app with app.json, in place of saoma.instances.
 * @param data Folder of the embedded SQLite database, used when the application has no PostgreSQL, MySQL or MariaDB.
 * @param allowedOrigins Origins whose pages may call the API, frame the callback page and be returned to; https (http on
 *     loopback), no origins of apps or extensions.
 * @param redirectUris Redirect addresses that a page may ask for beside Saoma's own, compared as text.
 * @param trustedProxies Addresses or blocks of the proxies before the application whose X-Forwarded-For is believed, such
 *     as 10.0.0.0/8.
 * @param reauthUrl Where the application's own login lets people prove again who they are; a path of this site, such as
 *     /signin.
 * @param cookieSuffix What the names of Saoma's cookies end with, where another installation on the same host must not take
 *     them for its own; none for nothing. By default the port, where it is not the scheme's own, and a path other than the
 *     usual one.
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
     * @param title What people call it.
     * @param appId The application at WeChat's Open Platform, wx and 16 hexadecimal digits.
     * @param appSecret The application's secret, best from the environment: ${WECHAT_APP_SECRET}.
     * @param registration What happens to an unlinked WeChat: deny lets in only who is bound, ticket lets the person
     *     choose, open creates a user at once.
     * @param openPlatform The Open Platform account that the application belongs to. Applications of one account know a
     *     person as the same.
     * @param active Whether it can be used.
     */
    record Instance(
            @DefaultValue("WeChat") String title,
            @DefaultValue("") String appId,
            @DefaultValue("") Secret appSecret,
            @DefaultValue("deny") Registration registration,
            @DefaultValue("default") String openPlatform,
            @DefaultValue("true") boolean active) {}

    /**
     * Where WeChat is.
     *
     * @param pageUrl Base of WeChat's pages; another one, such as the emulator's, in development only.
     * @param apiUrl Base of WeChat's server API; another one, such as the emulator's, in development only.
     * @param inFlight How many logins may be at WeChat at once; one more is refused after 0.2 seconds at most. Half of the
     *     container's threads when not given, and 1000 with virtual threads.
     * @param proxy HTTP proxy through which WeChat is reached, http://host:port or http://user:password@host:port; the one
     *     of Java's https.proxyHost and http.nonProxyHosts when not given.
     */
    record WeChat(
            @DefaultValue("https://open.weixin.qq.com") URI pageUrl,
            @DefaultValue("https://api.weixin.qq.com") URI apiUrl,
            @Nullable Integer inFlight,
            @Nullable Secret proxy) {}

    /**
     * How long sessions last.
     *
     * @param idle Unused for this long, a session ends; 2 minutes or more.
     * @param absolute However much it is used, a session ends after this.
     * @param cached How long a session may be answered from memory, which is how long another node may still accept one
     *     that was ended; 0 asks the database every time. With a minute it must be less than idle. 30s with the embedded
     *     database and 2s with any other when not given.
     * @param recent How long a sign-in counts as recent, as binding and unbinding ask.
     */
    record Session(
            @DefaultValue("30m") Duration idle,
            @DefaultValue("12h") Duration absolute,
            @Nullable Duration cached,
            @DefaultValue("10m") Duration recent) {}

    /**
     * How long what is used once may wait.
     *
     * @param attempt A begun login.
     * @param loginCode A login code.
     * @param bindTicket The choice of a person whose WeChat is not linked to an account yet.
     * @param invitation A link that binds a WeChat to a user.
     * @param profile How old nickname and avatar may be before WeChat is asked again.
     */
    record Login(
            @DefaultValue("20m") Duration attempt,
            @DefaultValue("5m") Duration loginCode,
            @DefaultValue("10m") Duration bindTicket,
            @DefaultValue("24h") Duration invitation,
            @DefaultValue("7d") Duration profile) {}

    /**
     * What one address may do: how many at once and how many a minute after that, or off.
     *
     * @param attempts Beginning a login, a bind or a proof: at once and a minute after that, such as 200,10, or off.
     * @param calls Going on with one: at once and a minute after that, such as 600,60, or off.
     * @param failures Of either, with what is no good: at once and a minute after that, such as 100,10, or off.
     * @param open How many requests of one address may be open at once, whatever they ask for. Half of the container's threads
     *     when not given, and 1000 with virtual threads.
     */
    record Limits(
            @DefaultValue("200,10") String attempts,
            @DefaultValue("600,60") String calls,
            @DefaultValue("100,10") String failures,
            @Nullable Integer open) {}

    /**
     * Where rows are kept.
     *
     * @param type Which database: auto takes the application's own DataSource when that is PostgreSQL, MySQL or MariaDB, and
     *     else the embedded one. With memory nothing is left when the application ends, which is for tests.
     * @param url Address of a database server of Saoma's own, jdbc:postgresql: or jdbc:mariadb: (which is for MySQL too).
     * @param user User at saoma.store.url.
     * @param password Password at saoma.store.url.
     * @param poolSize Connections that Saoma may hold at once, 1 to 1000: 8 at saoma.store.url and 4 of the application's
     *     DataSource when not given.
     * @param migrate Whether to bring Saoma's tables up to date at start; false leaves that to a database administrator.
     */
    record Store(
            @DefaultValue("auto") StoreType type,
            @Nullable String url,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable Integer poolSize,
            @DefaultValue("true") boolean migrate) {}

    /**
     * A Redis between several nodes.
     *
     * @param url Address of a Redis that nodes share, redis://[[user]:password@]host[:port][/database] or rediss://… for
     *     TLS; needs the module saoma-redis.
     */
    record Redis(@Nullable Secret url) {}

    /** What {@code saoma.store.type} says. */
    enum StoreType {
        /** The application's DataSource where Saoma can use it, else the embedded database. */
        AUTO,
        /** The application's DataSource and nothing else. */
        DATA_SOURCE,
        /** The embedded SQLite file, whatever the application has. */
        SQLITE,
        /** Rows in memory, for tests: each context has its own, and they go with it. */
        MEMORY
    }
}
