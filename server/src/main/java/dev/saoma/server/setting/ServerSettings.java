package dev.saoma.server.setting;

import dev.saoma.error.ConfigException;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.server.connection.ConnectionLimits;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.http.WebOrigin;
import dev.saoma.servlet.internal.setting.SaomaSettings;
import dev.saoma.servlet.internal.setting.SettingFaults;
import dev.saoma.servlet.internal.setting.SettingReader;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.wechat.WeChatSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The checked settings of a server.
 *
 * <pre>{@code
 * var settings = ServerSettings.of(Map.of("saoma.mode", "development", "saoma.app", "app"));
 * try (SaomaServer server = SaomaServer.start(settings, Clock.systemUTC())) {
 *     server.join();
 * }
 * }</pre>
 *
 * @param saoma the settings that the Spring Boot starter shares
 * @param listen the addresses and ports of the server
 * @param web the public address and the trusted sites; without {@code saoma.public-url} and with a free port,
 *     {@code http://localhost}, to which the start adds the port
 * @param folders {@code saoma.app} and {@code saoma.data}
 * @param store the database server; a SQLite file in {@code saoma.data} when not given
 * @param admin {@code saoma.admin-key} and {@code saoma.console}
 * @param oidc {@code saoma.oidc} and {@code saoma.oidc.key}
 */
public record ServerSettings(
        SaomaSettings saoma,
        ListenSettings listen,
        WebSettings web,
        Folders folders,
        Optional<StoreSettings> store,
        AdminSettings admin,
        OidcSettings oidc) {
    /** Prefixes of the servlet's own addresses. */
    private static final Set<String> OWN =
            new TreeSet<>(Set.of("account", "api", "assets", "console", "errors", "login", "oauth2"));

    /** The default number of logins at WeChat, and of open requests of one address. */
    private static final int REQUESTS = ClientSettings.OPEN;

    /**
     * The folders of a server.
     *
     * @param app {@code saoma.app}, the app's folder, {@code app} when not given
     * @param data {@code saoma.data}, the folder of the database, {@code data} when not given
     */
    public record Folders(Path app, Path data) {}

    /** @throws ConfigException when development listens beyond loopback, the path is reserved, or the key can be guessed */
    public ServerSettings {
        var faults = new ArrayList<ConfigException>();
        if (saoma.mode() == Mode.DEVELOPMENT && !WebOrigin.isLoopback(listen.host())) {
            faults.add(fault("saoma.host", "must be loopback while saoma.mode is development"));
        }
        String path = web.path() + "/";
        if (OWN.stream().anyMatch(own -> path.startsWith("/" + own + "/"))) {
            faults.add(fault(
                    "saoma.path",
                    "must not begin with " + String.join(", ", OWN)
                            + ", which are addresses below it: a proxy that takes the path off could not be told from one"
                            + " that leaves it; take another name, such as /sso"));
        }
        admin.key()
                .flatMap(key -> KeyStrength.weakness(key.reveal()))
                .ifPresent(weakness ->
                        faults.add(fault("saoma.admin-key", weakness + "; take one that openssl rand -hex 32 prints")));
        if (!faults.isEmpty()) {
            throw ConfigException.of(faults);
        }
    }

    /**
     * Reads settings by key, as in a properties file.
     *
     * @throws ConfigException with all faults
     */
    public static ServerSettings of(Map<String, String> settings) {
        return read(Configuration.of(settings, Map.of(), Optional.empty()));
    }

    /**
     * Reads settings from their sources.
     *
     * @throws ConfigException with all faults
     */
    public static ServerSettings read(Configuration configuration) {
        SettingReader reader = configuration.reader();
        SettingFaults faults = configuration.faults();
        SaomaSettings saoma = reader.saoma(REQUESTS);
        ListenSettings listen = listen(reader, faults, saoma.mode());
        Optional<URI> publicUrl = reader.publicUrl(() -> Optional.of(local(listen.port())));
        String path = reader.find("saoma.path", String.class).orElse("").replaceFirst("/$", "");
        Optional<WebSettings> web = reader.web(saoma, publicUrl, path, REQUESTS);
        var folders = new Folders(
                reader.find("saoma.app", Path.class).orElse(Path.of("app")),
                reader.find("saoma.data", Path.class).orElse(Path.of("data")));
        Optional<StoreSettings> store = StoreSettings.read(reader, faults);
        AdminSettings admin = AdminSettings.read(reader, faults, saoma.mode(), configuration);
        OidcSettings oidc = OidcSettings.read(reader, faults, store.isEmpty());
        WebSettings known = web.orElse(WebSettings.at(URI.create("https://login.example.com")));
        admin.consolePort()
                .ifPresent(port -> port.checkOthers(faults, listen.port(), known.publicUrl(), listen.management()));
        Optional<ServerSettings> settings =
                faults.check(() -> new ServerSettings(saoma, listen, known, folders, store, admin, oidc));
        faults.requireNone();
        return settings.orElseThrow();
    }

    private static ListenSettings listen(SettingReader reader, SettingFaults faults, Mode mode) {
        boolean modeUnknown = faults.names("saoma.mode");
        int port = reader.find("saoma.port", Integer.class).orElse(8080);
        return new ListenSettings(
                reader.find("saoma.host", String.class)
                        .filter(host -> !modeUnknown)
                        .orElse(mode == Mode.DEVELOPMENT ? "127.0.0.1" : "0.0.0.0"),
                port,
                reader.find("saoma.limits.connections", Integer.class)
                        .map(ConnectionLimits::of)
                        .orElseGet(ConnectionLimits::ofThisProcess),
                ManagementSettings.read(reader, faults, port));
    }

    private static URI local(int port) {
        return URI.create("http://localhost" + (port == 0 ? "" : ":" + port));
    }

    private static ConfigException fault(String key, String problem) {
        return new ConfigException(SettingFaults.NOWHERE, key, problem);
    }

    /** Returns the web settings of a server that listens on this port. */
    public WebSettings web(int listening) {
        boolean free =
                port() == 0 && mode() == Mode.DEVELOPMENT && web.publicUrl().equals(local(0));
        return free ? web.withPublicUrl(local(listening)) : web;
    }

    /** Returns {@code saoma.mode}. */
    public Mode mode() {
        return saoma.mode();
    }

    /** Returns {@code saoma.port}. */
    public int port() {
        return listen.port();
    }

    /** Returns {@code saoma.management.*}; empty when no port is given. */
    public Optional<ManagementSettings> management() {
        return listen.management();
    }

    /** Returns {@code saoma.app}. */
    public Path app() {
        return folders.app();
    }

    /** Returns {@code saoma.data}. */
    public Path data() {
        return folders.data();
    }

    /** Returns {@code saoma.wechat.*}. */
    public WeChatSettings wechat() {
        return saoma.wechat();
    }

    /** Returns {@code saoma.session.*}, for the kind of database of these settings. */
    public SessionLifetimes sessionLifetimes() {
        return store.isPresent() ? saoma.sessions().shared() : saoma.sessions().embedded();
    }

    /** Returns {@code saoma.login.*}. */
    public LoginLifetimes loginLifetimes() {
        return saoma.loginLifetimes();
    }

    /** Returns {@code saoma.trusted-proxies} and {@code saoma.limits.*}. */
    public ClientSettings clients() {
        return web.clients();
    }
}
