package dev.saoma.server;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.server.connection.ConnectionLimits;
import dev.saoma.server.element.ElementsMode;
import dev.saoma.server.setting.AdminSettings;
import dev.saoma.server.setting.ConsolePort;
import dev.saoma.server.setting.ListenSettings;
import dev.saoma.server.setting.ManagementSettings;
import dev.saoma.server.setting.OidcSettings;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.server.setting.StoreSettings;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.setting.SaomaSettings;
import dev.saoma.servlet.internal.setting.SessionsByStore;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.wechat.WeChatSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server with its own emulator, for the tests of complete logins. */
final class Site implements AutoCloseable {
    static final String INSTANCE = "MyWeChatLogin";
    static final String ADMIN_KEY = "CANARY_adminKey_2b9d71f0c4e85a6d3f";

    private final Path folder;
    private final WeChatEmulator wechat;
    private final Clock clock;
    private final Optional<StoreSettings> store;
    private final Optional<String> adminKey;
    private boolean console;
    private Optional<ConsolePort> consolePort = Optional.empty();
    private ElementsMode elements = ElementsMode.FOLDER;
    private OidcSettings oidc = OidcSettings.OFF;
    private int port;
    private final String path;
    private final ClientSettings clients;
    private SaomaServer server;

    private Site(Path folder, Clock clock, Optional<StoreSettings> store, Optional<String> adminKey) {
        this(folder, clock, store, adminKey, "", ClientSettings.DEFAULT);
    }

    private Site(
            Path folder,
            Clock clock,
            Optional<StoreSettings> store,
            Optional<String> adminKey,
            String path,
            ClientSettings clients) {
        this.path = path;
        this.clients = clients;
        this.folder = folder;
        this.adminKey = adminKey;
        this.clock = clock;
        this.store = store;
        this.wechat = WeChatEmulator.start();
        this.server = SaomaServer.start(settings(), clock);
    }

    /** Opens a site with one instance for the emulator's sample app, with open registration. */
    static Site open(Path folder) {
        return open(folder, "open", Clock.systemUTC());
    }

    static Site open(Path folder, String registration, Clock clock) {
        return open(folder, registration, clock, Optional.empty());
    }

    /** Opens a site that stores its rows in a database server. */
    static Site open(Path folder, StoreSettings store) {
        return open(folder, "open", Clock.systemUTC(), Optional.of(store));
    }

    private static Site open(Path folder, String registration, Clock clock, Optional<StoreSettings> store) {
        write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        instance(folder, INSTANCE, Sample.APP.appid(), Sample.APP.secret(), registration);
        return new Site(folder, clock, store, Optional.of(ADMIN_KEY));
    }

    /** Opens a site whose addresses begin with this path. */
    static Site below(Path folder, String path) {
        open(folder).close();
        return new Site(
                folder, Clock.systemUTC(), Optional.empty(), Optional.of(ADMIN_KEY), path, ClientSettings.DEFAULT);
    }

    /** Opens a site with the given limits. */
    static Site open(Path folder, ClientSettings clients) {
        return open(folder, clients, Clock.systemUTC());
    }

    static Site open(Path folder, ClientSettings clients, Clock clock) {
        open(folder).close();
        return new Site(folder, clock, Optional.empty(), Optional.of(ADMIN_KEY), "", clients);
    }

    /** The key of every site, of the form that {@code openssl rand -hex 32} prints. */
    static final String SEAL_KEY = "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2";

    /** The key of the provider of every site. */
    static final String OIDC_KEY = "5f2b7f1a9cbb4e0c8d3e6a71f40992d6c81e53ab70fd4296be15c3a8e7d2094b";

    /** Opens a site with the console. */
    static Site withConsole(Path folder) {
        return withConsole(open(folder));
    }

    static Site withConsole(Path folder, String registration) {
        return withConsole(open(folder, registration, Clock.systemUTC()));
    }

    static Site withConsole(Path folder, ClientSettings clients) {
        return withConsole(open(folder, clients));
    }

    static Site withConsole(Path folder, Clock clock) {
        return withConsole(open(folder, "open", clock));
    }

    /** Opens a site with the console that stores its rows in a database server. */
    static Site withConsole(Path folder, StoreSettings store) {
        return withConsole(open(folder, store));
    }

    /** Opens a site with the console on a machine with this clock, which stores its rows in a database server. */
    static Site withConsole(Path folder, StoreSettings store, Clock clock) {
        return withConsole(open(folder, "open", clock, Optional.of(store)));
    }

    /** Opens a site with the console whose addresses begin with this path. */
    static Site withConsoleBelow(Path folder, String path) {
        return withConsole(below(folder, path));
    }

    /** Opens a site with the console that edits login methods in this place. */
    static Site withConsole(Path folder, ElementsMode elements) {
        Site site = open(folder);
        site.elements = elements;
        return withConsole(site);
    }

    /** Opens a site with the console that edits login methods in this place, and stores its rows in a database server. */
    static Site withConsole(Path folder, StoreSettings store, ElementsMode elements) {
        Site site = open(folder, store);
        site.elements = elements;
        return withConsole(site);
    }

    /** Opens a site with the console on a port of its own. */
    static Site withConsolePort(Path folder, Clock clock) {
        return withConsolePort(open(folder, "open", clock));
    }

    /** Opens a site with the console on a port of its own that stores its rows in a database server. */
    static Site withConsolePort(Path folder, StoreSettings store) {
        return withConsolePort(open(folder, store));
    }

    static Site withConsolePort(Site site) {
        return withConsolePort(site, new ConsolePort("127.0.0.1", 0, Optional.empty()));
    }

    static Site withConsolePort(Site site, ConsolePort port) {
        site.consolePort = Optional.of(port);
        return withConsole(site);
    }

    /** Opens a site whose console has an address that is another site to browsers, which separates cookies. */
    static Site withConsoleElsewhere(Path folder, Clock clock) {
        int port = freePort();
        return withConsolePort(
                open(folder, "open", clock),
                new ConsolePort("127.0.0.1", port, Optional.of(URI.create("http://127.0.0.1:" + port))));
    }

    /** Opens a site with the OpenID provider, at an address that stays the same. */
    static Site withProvider(Site site) {
        site.oidc = new OidcSettings(true, Optional.of(Secret.of(OIDC_KEY)));
        site.port = freePort();
        site.restart();
        return site;
    }

    static int freePort() {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a site with the console, and without a login method. */
    static Site withoutMethods(Path folder) {
        write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        return withConsole(new Site(folder, Clock.systemUTC(), Optional.empty(), Optional.of(ADMIN_KEY)));
    }

    private static Site withConsole(Site site) {
        site.console = true;
        site.restart(() -> {});
        return site;
    }

    /** Opens a site on an existing folder, without an administrator's key. */
    static Site withoutAdminKey(Path folder) {
        open(folder).close();
        return new Site(folder, Clock.systemUTC(), Optional.empty(), Optional.empty());
    }

    /** Returns a site whose server is closed, so that another process can open its database. */
    static Site closed(Path folder) {
        Site site = open(folder);
        site.server.close();
        return site;
    }

    static void instance(Path folder, String name, String appId, String secret, String registration) {
        Path element = folder.resolve("app/auths/loginTypes").resolve(name);
        write(element.resolve("e.json"), "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"WeChat Login\"}");
        write(element.resolve(name + ".json"), """
                {"authConfig": {"appId": "%s", "appSecret": "%s"}, "registration": "%s"}""".formatted(appId, secret, registration));
    }

    private ServerSettings settings() {
        var web = new WebSettings(
                URI.create("http://localhost" + (port == 0 ? "" : ":" + port)),
                path,
                List.of(),
                List.of(),
                wechat.baseUrl(),
                Mode.DEVELOPMENT);
        return new ServerSettings(
                new SaomaSettings(
                        Mode.DEVELOPMENT,
                        WeChatSettings.emulator(wechat.baseUrl()),
                        new SessionsByStore(SessionLifetimes.DEFAULT, SessionLifetimes.DEFAULT),
                        LoginLifetimes.DEFAULT,
                        true,
                        SealKey.of(Secret.of(SEAL_KEY))),
                new ListenSettings(
                        "127.0.0.1",
                        port,
                        ConnectionLimits.ofThisProcess(),
                        Optional.of(new ManagementSettings("127.0.0.1", 0, Duration.ZERO))),
                web.withClients(clients),
                new ServerSettings.Folders(folder.resolve("app"), folder.resolve("data")),
                store,
                new AdminSettings(adminKey.map(Secret::of), console, consolePort, elements, Optional.empty()),
                oidc);
    }

    WeChatEmulator wechat() {
        return wechat;
    }

    SaomaServer server() {
        return server;
    }

    /** Returns a new browser without cookies. */
    Browser browser() {
        return new Browser(server.publicUrl());
    }

    /** Returns the address of the console. */
    URI consoleUrl() {
        return server.consoleUrl().orElseGet(server::publicUrl);
    }

    /** Returns the same browser for another address of this host, as browsers do not separate cookies by port. */
    Browser same(Browser browser, URI address) {
        var other = new Browser(address);
        other.cookies().putAll(browser.cookies());
        return other;
    }

    /** Returns a browser that sends the administrator's key. */
    Browser admin() {
        return browserWith(ADMIN_KEY);
    }

    /** Returns a browser that sends this bearer token with every request. */
    Browser browserWith(String token) {
        Browser browser = browser();
        browser.with("Authorization: Bearer " + token);
        return browser;
    }

    /** Issues a WeChat code for a user of the emulator and the first instance. */
    String code(String person) {
        return wechat.issueCode(Sample.APP.appid(), person);
    }

    /** Lets WeChat refuse the address to which the first instance's login page would come back, or accept it again. */
    void setCallbackDomain(String domain) {
        App app = Sample.APP;
        wechat.put(App.website(app.appid(), app.secret(), app.name(), app.account(), domain));
    }

    /** Returns the number of code exchanges at WeChat. */
    long exchanges() {
        return wechat.requests().stream()
                .filter(request -> request.path().equals("/sns/oauth2/access_token"))
                .count();
    }

    /** Restarts the server on the same data. */
    void restart() {
        restart(() -> {});
    }

    /** Restarts the server, and runs an action while it is stopped. */
    void restart(Runnable meanwhile) {
        server.close();
        meanwhile.run();
        server = SaomaServer.start(settings(), clock);
    }

    @Override
    public void close() {
        server.close();
        wechat.close();
    }

    /** Writes a file of the app's folder. */
    void writeInApp(String path, String text) {
        write(folder.resolve("app").resolve(path), text);
    }

    String readInApp(String path) {
        try {
            return Files.readString(folder.resolve("app").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
