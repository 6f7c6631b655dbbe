package dev.saoma.server;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.secret.Secret;
import dev.saoma.server.connection.ConnectionLimits;
import dev.saoma.server.setting.ListenSettings;
import dev.saoma.server.setting.ManagementSettings;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server of its own with an emulator of its own, as the tests of journeys need it. */
final class Site implements AutoCloseable {
    static final String INSTANCE = "MyWeChatLogin";
    static final String ADMIN_KEY = "CANARY_adminKey_2b9d71f0c4e85a6d3f";

    private final Path folder;
    private final WeChatEmulator wechat;
    private final Clock clock;
    private final Optional<StoreSettings> store;
    private final Optional<String> adminKey;
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

    /** With one instance of the emulator's sample app, whose registration is open. */
    static Site open(Path folder) {
        return open(folder, "open", Clock.systemUTC());
    }

    static Site open(Path folder, String registration, Clock clock) {
        return open(folder, registration, clock, Optional.empty());
    }

    /** Whose rows a database server keeps. */
    static Site open(Path folder, StoreSettings store) {
        return open(folder, "open", Clock.systemUTC(), Optional.of(store));
    }

    private static Site open(Path folder, String registration, Clock clock, Optional<StoreSettings> store) {
        write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        instance(folder, INSTANCE, Sample.APP.appid(), Sample.APP.secret(), registration);
        return new Site(folder, clock, store, Optional.of(ADMIN_KEY));
    }

    /** Whose addresses begin with this path. */
    static Site below(Path folder, String path) {
        open(folder).close();
        return new Site(
                folder, Clock.systemUTC(), Optional.empty(), Optional.of(ADMIN_KEY), path, ClientSettings.DEFAULT);
    }

    /** With other limits than the usual ones. */
    static Site open(Path folder, ClientSettings clients) {
        open(folder).close();
        return new Site(folder, Clock.systemUTC(), Optional.empty(), Optional.of(ADMIN_KEY), "", clients);
    }

    /** On the folder of one that was opened and closed, without an administrator's key. */
    static Site withoutAdminKey(Path folder) {
        open(folder).close();
        return new Site(folder, Clock.systemUTC(), Optional.empty(), Optional.empty());
    }

    /** Its folder and its emulator, with the server closed: another process may have the database. */
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
                URI.create("http://localhost"), path, List.of(), List.of(), wechat.baseUrl(), Mode.DEVELOPMENT);
        return new ServerSettings(
                new SaomaSettings(
                        Mode.DEVELOPMENT,
                        WeChatSettings.emulator(wechat.baseUrl()),
                        new SessionsByStore(SessionLifetimes.DEFAULT, SessionLifetimes.DEFAULT),
                        LoginLifetimes.DEFAULT,
                        true),
                new ListenSettings("127.0.0.1", 0, ConnectionLimits.ofThisProcess()),
                web.withClients(clients),
                new ServerSettings.Folders(folder.resolve("app"), folder.resolve("data")),
                store,
                adminKey.map(Secret::of),
                Optional.of(new ManagementSettings("127.0.0.1", 0, Duration.ZERO)));
    }

    WeChatEmulator wechat() {
        return wechat;
    }

    SaomaServer server() {
        return server;
    }

    /** Somebody's browser, with cookies of its own. */
    Browser browser() {
        return new Browser(server.publicUrl());
    }

    /** Whoever has the administrator's key. */
    Browser admin() {
        return browserWith(ADMIN_KEY);
    }

    /** One that brings this as its bearer token with every request. */
    Browser browserWith(String token) {
        Browser browser = browser();
        browser.with("Authorization: Bearer " + token);
        return browser;
    }

    /** A code of WeChat's for somebody of the emulator's world, at the first instance's application. */
    String code(String person) {
        return wechat.issueCode(Sample.APP.appid(), person);
    }

    /** How often WeChat was asked to exchange a code. */
    long exchanges() {
        return wechat.requests().stream()
                .filter(request -> request.path().equals("/sns/oauth2/access_token"))
                .count();
    }

    /** Stops the server and starts another on the same data. */
    void restart() {
        restart(() -> {});
    }

    /** Starts again, and runs something while no server runs. */
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

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
