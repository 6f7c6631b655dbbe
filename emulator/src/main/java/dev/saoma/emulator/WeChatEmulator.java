package dev.saoma.emulator;

import dev.saoma.emulator.fault.Fault;
import dev.saoma.emulator.fault.Order;
import dev.saoma.emulator.fault.Target;
import dev.saoma.emulator.internal.http.HostGate;
import dev.saoma.emulator.internal.http.WebServer;
import dev.saoma.emulator.internal.platform.Lifetimes;
import dev.saoma.emulator.internal.platform.Platform;
import dev.saoma.emulator.internal.tls.CertificateAuthority;
import dev.saoma.emulator.journal.Entry;
import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.setting.Setting;
import dev.saoma.emulator.world.Account;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Identity;
import dev.saoma.emulator.world.User;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLContext;

/**
 * A running emulator of the WeChat Open Platform for website apps: login page, long poll, simulated phone, server API
 * and control API on one port of this machine.
 *
 * <pre>{@code
 * try (WeChatEmulator wechat = WeChatEmulator.start();
 *         App app = App.builder(Path.of("my-app")).wechat(WeChatSettings.emulator(wechat.baseUrl())).open()) {
 *     WeChatLogin login = app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class);
 *     login.bind("42", wechat.issueCode(Sample.APP.appid(), "alice"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Its threads are daemons; {@link #close} frees the port.
 *
 * <p>The methods do the same as the control API. Unknown ids throw {@link java.util.NoSuchElementException}, steps out
 * of order {@link IllegalStateException}, wrong values {@link IllegalArgumentException}, each with a message. Methods
 * about TLS throw {@link IllegalStateException} without {@link EmulatorBuilder#tls}.
 */
public final class WeChatEmulator implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMinutes(2);

    private final Platform platform;
    private final ScheduledThreadPoolExecutor timer;
    private final Optional<StateKeeper> keeper;
    private final WebServer server;
    private final boolean lan;
    private final Optional<CertificateAuthority> ca;

    WeChatEmulator(EmulatorBuilder builder, String bind) {
        ca = TlsSettings.authority(builder);
        timer = Timer.daemon("wechat-emulator-timer");
        lan = builder.lan();
        keeper = builder.stateFile().map(StateFile::new).map(StateKeeper::new);
        platform = StateKeeper.platform(builder, keeper, timer);
        Routes routes = new Routes(platform, this::phoneUrl, builder.allowedOrigins());
        server = new WebServer(
                bind,
                builder.port(),
                TlsSettings.port(builder, ca),
                IDLE.plus(builder.lifetimes().of(Lifetimes.Kind.HOLD)),
                routes.table(),
                new HostGate(lan),
                timer);
        keeper.ifPresent(at -> at.watch(platform));
    }

    /** Starts an emulator with the sample world on a free port. */
    public static WeChatEmulator start() {
        return builder().start();
    }

    public static EmulatorBuilder builder() {
        return new EmulatorBuilder();
    }

    /** Returns {@code http://localhost:PORT}, without slash: the address in place of all of WeChat's hosts. */
    public String baseUrl() {
        return "http://localhost:" + server.port();
    }

    /**
     * Returns the address at which a phone opens the QR code: the one in the local network when other machines are
     * allowed, else {@link #baseUrl}.
     */
    public String phoneUrl() {
        return (lan ? Network.lanAddress() : Optional.<String>empty())
                .map(address -> "http://" + address + ":" + server.port())
                .orElseGet(this::baseUrl);
    }

    public int port() {
        return server.port();
    }

    /** Returns the port with the same content over TLS under WeChat's host names. */
    public int tlsPort() {
        return server.tlsPort().orElseThrow(TlsSettings::noTlsPort);
    }

    /** Returns the certificate that a client of the TLS port has to trust. */
    public X509Certificate caCertificate() {
        return ca.orElseThrow(TlsSettings::noTlsPort).certificate();
    }

    /** Returns the TLS context of a client that trusts only {@link #caCertificate}. */
    public SSLContext sslContext() {
        return ca.orElseThrow(TlsSettings::noTlsPort).clientContext();
    }

    public List<Account> accounts() {
        return platform.world().accounts();
    }

    public List<App> apps() {
        return platform.world().apps();
    }

    public List<User> users() {
        return platform.world().users();
    }

    /** Adds or replaces. */
    public void put(Account account) {
        platform.world().put(account);
    }

    /** Adds or replaces. */
    public void put(App app) {
        platform.world().put(app);
    }

    /** Adds or replaces. */
    public void put(User user) {
        platform.world().put(user);
    }

    public void removeAccount(String id) {
        platform.world().removeAccount(id);
    }

    public void removeApp(String appid) {
        platform.world().removeApp(appid);
    }

    public void removeUser(String id) {
        platform.world().removeUser(id);
    }

    /** Returns the openid of a user within an app. */
    public String openid(String appid, String userId) {
        return Identity.openid(
                platform.world().requireApp(appid).appid(),
                platform.world().requireUser(userId).id());
    }

    /** Returns the unionid of a user within the Open Platform account of an app; empty for a user without one. */
    public Optional<String> unionid(String appid, String userId) {
        App app = platform.world().requireApp(appid);
        return Optional.of(platform.world().requireUser(userId))
                .filter(User::unionid)
                .map(user -> Identity.unionid(app.account(), user.id()));
    }

    /** Returns the latest QR codes, newest first, at most 1,000. */
    public List<QrCode> qrCodes() {
        return platform.qrCodes().list(qr -> true, 1_000);
    }

    public QrCode scan(String uuid, String userId) {
        return platform.scan(uuid, userId);
    }

    /** Allows the login; only the user who scanned can. */
    public QrCode allow(String uuid, String userId) {
        return platform.allow(uuid, Optional.of(userId));
    }

    /** Refuses the login; only the user who scanned can. */
    public QrCode refuse(String uuid, String userId) {
        return platform.refuse(uuid, Optional.of(userId));
    }

    public QrCode expire(String uuid) {
        return platform.qrCodes().expire(uuid);
    }

    /**
     * Issues a code as if the user had just allowed the login: by a scan, or for a service account inside WeChat, with
     * the profile.
     */
    public String issueCode(String appid, String userId) {
        return platform.issueCode(appid, userId, Optional.empty());
    }

    /** Issues a code with this scope, such as {@code snsapi_base}. */
    public String issueCode(String appid, String userId, String scope) {
        return platform.issueCode(appid, userId, Optional.of(scope));
    }

    /** Invalidates the tokens that apps hold of this user: {@code 42007}. The next login issues new ones. */
    public void changePassword(String userId) {
        platform.changePassword(userId);
    }

    /** Sets a behaviour that sources about WeChat leave open, until a reset. */
    public void set(Setting setting, String value) {
        platform.settings().change(Map.of(setting, value));
    }

    /**
     * Makes the next {@code times} calls of an endpoint fail. Faults of one endpoint occur in the order in which they
     * were added.
     */
    public void fault(Target target, int times, Fault fault) {
        platform.faults().add(new Order(target, times, fault));
    }

    public void clearFaults() {
        platform.faults().clear();
    }

    /** Returns the requests of the application, newest first, at most 1,000. */
    public List<Entry> requests() {
        return platform.journal().list(1_000);
    }

    public Instant now() {
        return platform.clock().instant();
    }

    public void advanceClock(Duration by) {
        platform.advanceClock(by);
    }

    public void setClock(Instant to) {
        platform.setClock(to);
    }

    /**
     * Restores the initial world and the real time, and removes all codes, tokens, QR codes, faults and recorded
     * requests.
     */
    public void reset() {
        platform.reset();
    }

    /** Closes all connections, frees the port and writes the state file, if any. May be called twice. */
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            try {
                keeper.ifPresent(StateKeeper::close);
            } finally {
                timer.shutdownNow();
            }
        }
    }
}
