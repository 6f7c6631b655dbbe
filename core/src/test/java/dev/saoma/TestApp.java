package dev.saoma;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.UserId;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.AuthSvc;
import dev.saoma.login.Display;
import dev.saoma.login.Intent;
import dev.saoma.secret.Token;
import dev.saoma.session.Session;
import dev.saoma.sql.Database;
import dev.saoma.sql.SqliteTemplate;
import dev.saoma.wechat.ScannedPeople;
import dev.saoma.wechat.WeChatLogin;
import dev.saoma.wechat.WeChatStub;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An app with two instances, alive, before a WeChat in good health. */
final class TestApp implements AutoCloseable {
    static final String MINE = "auths.loginTypes.MyWeChatLogin";

    final ScannedPeople people = new ScannedPeople();
    final WeChatStub stub = new WeChatStub(people);
    final MovableClock clock = new MovableClock();
    final Map<UserId, List<Corp>> corps = new ConcurrentHashMap<>();
    volatile Runnable afterAskedForCorps = () -> {};
    final AppFolder folder;
    final MemoryUsers users;
    final App app;
    private final Database database;

    TestApp(Path path, String registration, boolean onlyBindings) {
        this(path, registration, new MemoryUsers(onlyBindings), SqliteTemplate.database(path.resolve("appData")));
    }

    /** @param database migrated; closed with this */
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
        this.users = users;
        this.app = App.builder(path)
                .wechat(stub.settings())
                .clock(clock)
                .users(users)
                .organizations(this::corpsOf)
                .environment(name -> Optional.empty())
                .database(database)
                .migrate(false)
                .open();
    }

    private List<Corp> corpsOf(UserId user) {
        List<Corp> found = corps.getOrDefault(user, List.of());
        afterAskedForCorps.run();
        return found;
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

    /** Ann scans at an instance; the code. */
    String ann(WeChatLogin instance) {
        return people.scan("code-" + Token.random().reveal().substring(0, 12), "oAnn-" + instance.appId(), "uAnn01");
    }

    String bob(WeChatLogin instance) {
        return people.scan("code-" + Token.random().reveal().substring(0, 12), "oBob-" + instance.appId(), "uBob01");
    }

    /** Signs Ann in; the session's secret. */
    Token session(WeChatLogin instance) {
        String loginCode = instance.getLoginCode(ann(instance)).loginCode();
        return Token.parse(authSvc().loginByCode(loginCode, null, "web").token())
                .orElseThrow();
    }

    Optional<Session> check(Token secret) {
        return app.sessions().check(secret);
    }

    /** Begins an attempt in a browser; its state. */
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
}
