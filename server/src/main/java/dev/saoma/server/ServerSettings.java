package dev.saoma.server;

import dev.saoma.error.ConfigException;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.secret.Secret;
import dev.saoma.server.admin.KeyStrength;
import dev.saoma.server.connection.ConnectionLimits;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.wechat.HttpProxy;
import dev.saoma.wechat.WeChatSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a server is started with, checked.
 *
 * @param mode {@code saoma.mode}, production when not given: then WeChat is WeChat itself
 * @param host {@code saoma.host}, the address to listen on; loopback in development, every address in production
 * @param port {@code saoma.port}, 8080 when not given, 0 for a free one
 * @param publicUrl {@code saoma.public-url}; in development {@code http://localhost:<port>} when not given
 * @param path {@code saoma.path}, what every address begins with as browsers see it; empty when not given
 * @param app {@code saoma.app}, the app's folder, {@code app} when not given
 * @param data {@code saoma.data}, the folder of the database, {@code data} when not given
 * @param store the database server; a SQLite file in {@code data} when not given
 * @param migrate {@code saoma.store.migrate}, true when not given
 * @param wechat {@code saoma.wechat.page-url}, {@code saoma.wechat.api-url} and {@code saoma.wechat.proxy}
 * @param adminKey {@code saoma.admin-key}, which opens the administrator's API; without it there is none
 * @param sessionLifetimes {@code saoma.session.*}
 * @param loginLifetimes {@code saoma.login.*}
 * @param clients {@code saoma.trusted-proxies} and {@code saoma.limits.*}
 * @param management {@code saoma.management.*}; none when no port is given
 * @param cookieSuffix {@code saoma.cookie-suffix}; what the public address says when not given
 * @param connections {@code saoma.limits.connections}; by the heap when not given
 */
public record ServerSettings(
        Mode mode,
        String host,
        int port,
        Optional<URI> publicUrl,
        String path,
        Path app,
        Path data,
        Optional<StoreSettings> store,
        boolean migrate,
        List<String> allowedOrigins,
        List<URI> redirectUris,
        WeChatSettings wechat,
        Optional<Secret> adminKey,
        SessionLifetimes sessionLifetimes,
        LoginLifetimes loginLifetimes,
        ClientSettings clients,
        Optional<ManagementSettings> management,
        Optional<String> cookieSuffix,
        ConnectionLimits connections) {
    /** What the servlet's own addresses begin with. */
    private static final Set<String> OWN = new TreeSet<>(Set.of("account", "api", "assets", "errors", "login"));

    /**
     * @throws ConfigException when production would talk to anything but WeChat, development would leave loopback, or the
     *     administrator's key is one that could be guessed
     */
    public ServerSettings {
        if (mode == Mode.PRODUCTION && !wechat.official()) {
            throw new ConfigException(
                    "settings",
                    "saoma.wechat.page-url, saoma.wechat.api-url",
                    "name something that is not WeChat over https, which production refuses; for the emulator set"
                            + " saoma.mode=development");
        }
        if (mode == Mode.DEVELOPMENT
                && !List.of("127.0.0.1", "localhost", "::1", "[::1]").contains(host)) {
            throw new ConfigException("settings", "saoma.host", "must be loopback while saoma.mode is development");
        }
        if (mode == Mode.PRODUCTION && publicUrl.isEmpty()) {
            throw new ConfigException(
                    "settings",
                    "saoma.public-url",
                    "is required in production: the https address that browsers use, such as https://login.example.com"
                            + " (for a try on this machine set saoma.mode=development)");
        }
        if (OWN.stream().anyMatch(own -> (path + "/").startsWith("/" + own + "/"))) {
            throw new ConfigException(
                    "settings",
                    "saoma.path",
                    "must not begin with " + String.join(", ", OWN)
                            + ", which are addresses below it: a proxy that takes the path off could not be told from one"
                            + " that leaves it; take another name, such as /sso");
        }
        adminKey.flatMap(key -> KeyStrength.weakness(key.reveal())).ifPresent(weakness -> {
            throw new ConfigException(
                    "settings", "saoma.admin-key", weakness + "; take one that openssl rand -hex 32 prints");
        });
    }

    /** Without an administrator's API, and with the usual lives. */
    public ServerSettings(
            Mode mode,
            String host,
            int port,
            Optional<URI> publicUrl,
            Path app,
            Path data,
            Optional<StoreSettings> store,
            boolean migrate,
            List<String> allowedOrigins,
            List<URI> redirectUris,
            WeChatSettings wechat) {
        this(
                mode,
                host,
                port,
                publicUrl,
                "",
                app,
                data,
                store,
                migrate,
                allowedOrigins,
                redirectUris,
                wechat,
                Optional.empty(),
                SessionLifetimes.DEFAULT,
                LoginLifetimes.DEFAULT,
                ClientSettings.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                ConnectionLimits.ofThisProcess());
    }

    static ServerSettings read(Configuration configuration) {
        Mode mode = mode(configuration);
        String loopback = mode == Mode.DEVELOPMENT ? "127.0.0.1" : "0.0.0.0";
        return new ServerSettings(
                mode,
                configuration.find("saoma.host").map(Configuration.Entry::value).orElse(loopback),
                publicPort(configuration),
                configuration.find("saoma.public-url").map(ServerSettings::uri),
                configuration
                        .find("saoma.path")
                        .map(entry -> withoutSlash(entry.value()))
                        .orElse(""),
                path(configuration, "saoma.app", "app"),
                path(configuration, "saoma.data", "data"),
                StoreSettings.read(configuration),
                configuration
                        .find("saoma.store.migrate")
                        .map(ServerSettings::flag)
                        .orElse(true),
                list(configuration, "saoma.allowed-origins", Function.identity()),
                list(configuration, "saoma.redirect-uris", URI::create),
                wechat(configuration),
                configuration.find("saoma.admin-key").map(Configuration.Entry::secret),
                new Lives(configuration).session(),
                new Lives(configuration).login(),
                Clients.read(configuration),
                ManagementSettings.read(configuration),
                configuration.find("saoma.cookie-suffix").map(Configuration.Entry::value),
                Clients.connections(configuration));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Mode mode(Configuration configuration) {
        return configuration
                .find("saoma.mode")
                .map(entry -> switch (entry.value()) {
                    case "production" -> Mode.PRODUCTION;
                    case "development" -> Mode.DEVELOPMENT;
                    default -> throw entry.fault("must be production or development");
                })
                .orElse(Mode.PRODUCTION);
    }

    private static WeChatSettings wechat(Configuration configuration) {
        URI page = configuration
                .find("saoma.wechat.page-url")
                .map(ServerSettings::uri)
                .orElse(WeChatSettings.DEFAULT.page());
        URI api = configuration
                .find("saoma.wechat.api-url")
                .map(ServerSettings::uri)
                .orElse(WeChatSettings.DEFAULT.api());
        try {
            WeChatSettings settings = WeChatSettings.DEFAULT
                    .at(page, api)
                    .withInFlight(Clients.count(configuration, "saoma.wechat.in-flight")
                            .orElse(WeChatSettings.DEFAULT.inFlight()));
            return configuration
                    .find("saoma.wechat.proxy")
                    .map(entry -> settings.through(proxy(entry)))
                    .orElse(settings);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "settings", "saoma.wechat.page-url, saoma.wechat.api-url", String.valueOf(e.getMessage()));
        }
    }

    private static HttpProxy proxy(Configuration.Entry entry) {
        try {
            return HttpProxy.parse(entry.secret().reveal());
        } catch (IllegalArgumentException e) {
            throw entry.fault(String.valueOf(e.getMessage()));
        }
    }

    static int publicPort(Configuration configuration) {
        return configuration.find("saoma.port").map(ServerSettings::port).orElse(8080);
    }

    static int port(Configuration.Entry entry) {
        if (!entry.value().matches("[0-9]{1,5}") || Integer.parseInt(entry.value()) > 65_535) {
            throw entry.fault("must be a port from 0 to 65535; 0 takes a free one");
        }
        return Integer.parseInt(entry.value());
    }

    private static boolean flag(Configuration.Entry entry) {
        return switch (entry.value()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw entry.fault("must be true or false");
        };
    }

    private static URI uri(Configuration.Entry entry) {
        try {
            return URI.create(entry.value());
        } catch (IllegalArgumentException e) {
            throw entry.fault("must be an address such as https://login.example.com");
        }
    }

    private static Path path(Configuration configuration, String key, String byDefault) {
        return Path.of(configuration.find(key).map(Configuration.Entry::value).orElse(byDefault));
    }

    private static <T> List<T> list(Configuration configuration, String key, Function<String, T> read) {
        return configuration.find(key).stream()
                .flatMap(entry -> Arrays.stream(entry.value().split(","))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .map(text -> {
                            try {
                                return read.apply(text);
                            } catch (IllegalArgumentException e) {
                                throw entry.fault("has an entry that is no address");
                            }
                        }))
                .toList();
    }
}
