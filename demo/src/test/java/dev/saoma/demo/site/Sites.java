package dev.saoma.demo.site;

import dev.saoma.App;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.demo.site.WeChatApi.Shown;
import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.internal.clock.MovableClock;
import dev.saoma.emulator.internal.tls.CertificateAuthority;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.world.Sample;
import dev.saoma.emulator.world.User;
import dev.saoma.emulator.world.UserStatus;
import dev.saoma.server.account.Accounts;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.SaomaServlet;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.wechat.WeChatSettings;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Four sites over TLS: Saoma in production mode, two pages of origins that its settings list, one page of an unlisted origin;
 * and WeChat under its own host names. A browser with {@link #resolverRules} reaches only these.
 */
final class Sites implements AutoCloseable {
    static final String LOGIN = "https://login.saoma.example";
    /** A listed origin of Saoma's own site. */
    static final String APP = "https://app.saoma.example";
    /** A listed origin of another site. */
    static final String SHOP = "https://shop.other.example";
    /** An unlisted origin of another site. */
    static final String EVIL = "https://evil.example";

    static final String WECHAT = WebSettings.WECHAT;
    /** An instance with open registration. */
    static final String OPEN = "MyWeChatLogin";
    /** An instance of another Open Platform account, which asks new users before registration. */
    static final String TICKET = "PartnerLogin";

    /** The AppID of {@link #OPEN} at WeChat. */
    static final String APPID = Sample.APP.appid();

    private static final List<String> HOSTS =
            List.of("login.saoma.example", "app.saoma.example", "shop.other.example", "evil.example");

    private final AtomicInteger people = new AtomicInteger();
    private final MovableClock clock = new MovableClock(Clock.systemUTC());
    private final Memberships memberships = new Memberships();
    private final WeChatEmulator wechat;
    private final WeChatApi wechatApi;
    private final Server jetty = new Server();
    private final ServerConnector tls;
    private final SqliteDatabase database;
    private final App app;

    Sites(Path folder) {
        wechat = WeChatEmulator.builder().tls(0).start();
        wechat.put(AppFolder.atWeChat(Sample.APP));
        wechat.put(AppFolder.atWeChat(Sample.OTHER_APP));
        wechat.put(AppFolder.atWeChat(Sample.SERVICE_ACCOUNT));
        wechatApi = new WeChatApi(wechat.baseUrl());
        tls = listen();
        var api = new ServerConnector(jetty);
        api.setHost("127.0.0.1");
        api.setName("api");
        jetty.addConnector(api);
        try {
            tls.open();
            api.open();
            database = SqliteDatabase.open(folder.resolve("saoma.db"));
            app = open(AppFolder.write(folder), URI.create("http://127.0.0.1:" + api.getLocalPort()));
            jetty.setHandler(new ContextHandlerCollection(
                    context(wechatApi, "@api"),
                    context(new SaomaServlet(app, settings()), HOSTS.get(0)),
                    context("/oauth2", new OAuthPagesServlet(app, settings()), HOSTS.get(0)),
                    context(new HostServlet(), HOSTS.get(1), HOSTS.get(2), HOSTS.get(3))));
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("starting the sites", e);
        }
    }

    private static WebSettings settings() {
        return new WebSettings(URI.create(LOGIN), "", List.of(APP, SHOP), List.of(), WECHAT, Mode.PRODUCTION)
                .withClients(new ClientSettings(List.of(), RateLimits.OFF));
    }

    private App open(Path folder, URI api) {
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        var accounts = new Accounts(database, clock);
        memberships.keptFor(accounts);
        return App.builder(folder)
                .clock(clock)
                .wechat(WeChatSettings.DEFAULT.at(URI.create(WECHAT), api))
                .database(database)
                .users(accounts)
                .organizations(memberships)
                .open();
    }

    private ServerConnector listen() {
        var secure = new SslContextFactory.Server();
        secure.setSslContext(CertificateAuthority.create(HOSTS).serverContext(HOSTS));
        var http = new HttpConfiguration();
        // No SNI check, because the tests ignore certificate errors.
        http.addCustomizer(new SecureRequestCustomizer(false));
        var connector = new ServerConnector(jetty, secure, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        return connector;
    }

    private static ServletContextHandler context(HttpServlet servlet, String... hosts) {
        return context("/", servlet, hosts);
    }

    private static ServletContextHandler context(String path, HttpServlet servlet, String... hosts) {
        var context = new ServletContextHandler(path);
        context.setVirtualHosts(List.of(hosts));
        context.addServlet(new ServletHolder(servlet), "/*");
        return context;
    }

    /** Returns the value of {@code --host-resolver-rules}. */
    String resolverRules() {
        String ours = " 127.0.0.1:" + tls.getLocalPort();
        String theirs = " 127.0.0.1:" + wechat.tlsPort();
        return "MAP *.saoma.example" + ours + ", MAP *.other.example" + ours + ", MAP evil.example" + ours
                + ", MAP *.weixin.qq.com" + theirs + ", MAP *.qlogo.cn" + theirs
                + ", MAP * ~NOTFOUND, EXCLUDE localhost";
    }

    WeChatEmulator wechat() {
        return wechat;
    }

    App app() {
        return app;
    }

    MovableClock clock() {
        return clock;
    }

    /** Sets the organisations of all users with this nickname. */
    void belongs(String nickname, String... organizations) {
        memberships.belongs(nickname, List.of(organizations));
    }

    /** Adds a user to WeChat and returns the emulator's id. */
    String person(String nickname) {
        String id = "person" + people.incrementAndGet();
        wechat.put(new User(
                id, nickname, "https://thirdwx.qlogo.cn/mmopen/vi_32/" + id + "/132", true, UserStatus.ACTIVE));
        return id;
    }

    /** Adds a user for whom WeChat's API returns these values, which are JSON text. */
    String person(String nickname, String avatar) {
        String id = person("Mallory");
        for (String appid : List.of(Sample.APP.appid(), Sample.OTHER_APP.appid())) {
            wechatApi.show(wechat.openid(appid, id), new Shown(nickname, avatar));
        }
        return id;
    }

    /** Issues a WeChat code for a user, as if the phone had allowed. */
    String code(String instance, String person) {
        return wechat.issueCode(instance.equals(OPEN) ? Sample.APP.appid() : Sample.OTHER_APP.appid(), person);
    }

    /** Returns the newest QR code that WeChat's page shows for an attempt. */
    Optional<QrCode> qrCode(String state) {
        return wechat.qrCodes().stream()
                .filter(each -> each.state().equals(state))
                .findFirst();
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("stopping the sites", e);
        } finally {
            app.close();
            database.close();
            wechat.close();
        }
    }
}
