package dev.saoma;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteTemplate;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.AuthSvc;
import dev.saoma.login.Intent;
import dev.saoma.logintype.Display;
import dev.saoma.observe.Heard;
import dev.saoma.secret.Token;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.Session;
import dev.saoma.store.Store;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MemoryTempDir;
import dev.saoma.testing.MovableClock;
import dev.saoma.wechat.ScannedPeople;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An open app with two active instances and one disabled, and a stubbed WeChat that answers correctly. */
final class TestApp implements AutoCloseable, AfterEachCallback {
    static final String MINE = "auths.loginTypes.MyWeChatLogin";

    final Heard heard = new Heard();
    final ScannedPeople people = new ScannedPeople();
    final WeChatStub stub = new WeChatStub(people);
    final MovableClock clock = new MovableClock();
    final Map<UserId, List<Corp>> corps = new ConcurrentHashMap<>();
    volatile Runnable afterAskedForCorps = () -> {};
    final AppFolder folder;
    final MemoryUsers users;
    /** Reads the app's rows. */
    final Store store;

    /** What the app writes through. */
    final RecordingStore recorder;

    App app;

    private Duration deadline = Duration.ofSeconds(5);

    private final Database database;

    /** Creates one in its own folder for a {@code @RegisterExtension} field; it is closed and deleted after each test. */
    static TestApp of(String registration, boolean onlyBindings) {
        try {
            return new TestApp(MemoryTempDir.create("saoma-app"), registration, onlyBindings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestApp(Path path, String registration, boolean onlyBindings) {
        this(path, registration, new MemoryUsers(onlyBindings), SqliteTemplate.database(path.resolve("appData")));
    }

    TestApp(Path path, String registration, MemoryUsers users) {
        this(path, registration, users, SqliteTemplate.database(path.resolve("appData")));
    }

    /** @param database a migrated database, closed with this app */
    TestApp(Path path, String registration, MemoryUsers users, Database database) {
        this.folder = AppFolder.example(path)
                .business("MyWeChatLogin", "wx1", registration)
                .element("Second", "auths.loginTypes.WeChatType", "")
                .business("Second", "wx2", registration)
                .element("Sleeping", "auths.loginTypes.WeChatType", "")
                .write(
                        "auths/loginTypes/Sleeping/Sleeping.json",
                        "{'isActive':false,'authConfig':{'appId':'wx3','appSecret':'x'}}");
        this.database = database;
        this.store = SqlStore.open(database, false);
        this.recorder = new RecordingStore(store);
        this.users = users;
        this.app = open();
    }

    private App open() {
        return App.builder(folder.path())
                .wechat(stub.settings(deadline, 100))
                .clock(clock)
                .ticker(clock::nanos)
                .users(users)
                .userTransaction(users::inTransaction)
                .organizations(this::corpsOf)
                .service(MemoryUsers.class, users)
                .environment(name -> Optional.empty())
                .store(recorder)
                .events(heard)
                .steps(heard)
                .open();
    }

    private List<Corp> corpsOf(UserId user) {
        users.called();
        List<Corp> found = corps.getOrDefault(user, List.of());
        afterAskedForCorps.run();
        return found;
    }

    /** Restarts the app with another deadline of calls to WeChat. */
    void restart(Duration otherDeadline) {
        deadline = otherDeadline;
        app.close();
        app = open();
    }

    /** Rewrites an instance's business file and restarts the app on the same data, as an operator would. */
    void restart(String instance, String appId, String account, String more) {
        folder.write(
                "auths/loginTypes/" + instance + "/" + instance + ".json",
                "{" + more + "'authConfig':{'appId':'" + appId + "','openPlatform':'" + account + "','appSecret':'"
                        + AppFolder.CANARY + "'}}");
        app.close();
        app = open();
    }

    WeChatLogin wechat() {
        return app.getElement(MINE, WeChatLogin.class);
    }

    WeChatLogin second() {
        return app.getElement("auths.loginTypes.Second", WeChatLogin.class);
    }

    WeChatLogin sleeping() {
        return app.getElement("auths.loginTypes.Sleeping", WeChatLogin.class);
    }

    AuthSvc authSvc() {
        return app.getElement("auths.loginTypes.services.AuthSvc", AuthSvc.class);
    }

    /** Records a scan by Ann at an instance and returns the code. */
    String ann(WeChatLogin instance) {
        return scan("oAnn-" + instance.appId(), "uAnn01");
    }

    String bob(WeChatLogin instance) {
        return scan("oBob-" + instance.appId(), "uBob01");
    }

    /** Records a scan and returns the code. */
    String scan(String openId, String unionId) {
        return people.scan("code-" + Token.random().reveal().substring(0, 12), openId, unionId);
    }

    /** Signs in Ann and returns the session's secret. */
    Token session(WeChatLogin instance) {
        return session(instance, ann(instance));
    }

    /** Signs in the person who scanned, in process, and returns the session's secret. */
    Token session(WeChatLogin instance, String code) {
        String loginCode = instance.getLoginCode(code).loginCode();
        return Token.parse(authSvc().loginByCode(loginCode, null, "web").token())
                .orElseThrow();
    }

    /** Returns the user of a session, or {@code nobody} if it is invalid. */
    String user(Token session) {
        return check(session).map(found -> found.user().value()).orElse("nobody");
    }

    /** Returns the audit trail, oldest event first. */
    List<AuditEvent> trail() {
        var events = new ArrayList<AuditEvent>();
        store.read(tx -> tx.audit().newest(AuditFilter.ALL, Long.MAX_VALUE, 1_000))
                .forEach(kept -> events.add(0, kept.event()));
        return events;
    }

    /** Number of requests to WeChat that contain {@code what}, for example {@code userinfo}; all if it is empty. */
    long asked(String what) {
        return stub.requests().stream().filter(target -> target.contains(what)).count();
    }

    /** Calls a function with the connection to the database. */
    <T> T stored(Function<Connection, T> function) {
        return database.read(handle -> function.apply(handle.jdbc()));
    }

    /** Number of rows of a table. */
    int rows(String table) {
        return database.read(handle -> handle.first("SELECT count(*) FROM " + table, row -> row.getInt(1))
                .orElseThrow());
    }

    Optional<Session> check(Token secret) {
        return app.sessions().check(secret);
    }

    /** Starts an attempt in a browser and returns its state. */
    Token attempt(WeChatLogin instance, Intent intent, Token browser, UserId user) {
        var request = new AttemptRequest(
                intent, Display.PAGE, browser, URI.create("https://app.example/callback"), "/home", user, null);
        return Token.parse(app.login().start(instance, request).state()).orElseThrow();
    }

    void member(String user, String... ids) {
        corps.put(
                new UserId(user),
                java.util.stream.Stream.of(ids)
                        .map(id -> new Corp(new CorpId(id), "Corp " + id))
                        .toList());
    }

    @Override
    public void close() {
        app.close();
        database.close();
        stub.close();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
        try (var files = Files.walk(folder.path())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
