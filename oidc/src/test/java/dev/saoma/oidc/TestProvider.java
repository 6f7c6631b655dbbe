package dev.saoma.oidc;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.identity.AppId;
import dev.saoma.identity.Corp;
import dev.saoma.identity.OpenId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.grant.CodeRequest;
import dev.saoma.oidc.grant.Grants;
import dev.saoma.oidc.grant.IssuedTokens;
import dev.saoma.oidc.grant.PendingRequests;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.secret.Secret;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MovableClock;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One node: an app with one login instance, and the grants of its sessions. */
public final class TestProvider implements AutoCloseable {
    public static final String ISSUER = "https://id.example.com";
    public static final String VERIFIER = "a".repeat(43);
    private static final AppId WECHAT = new AppId("wx1");

    public final MovableClock clock;
    public final TestClients clients;
    public final Set<UserId> disabled;
    public final Map<UserId, List<Corp>> corps;
    public final Database database;
    public final SqlStore store;
    public final GrantStore rows;
    public final App app;
    public final Grants grants;
    public final PendingRequests requests;

    /** Opens a node on a database, which the caller closes. */
    public TestProvider(Database database) {
        this(database, new MovableClock(), new TestClients(), ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>());
    }

    private TestProvider(
            Database database,
            MovableClock clock,
            TestClients clients,
            Set<UserId> disabled,
            Map<UserId, List<Corp>> corps) {
        this.database = database;
        this.clock = clock;
        this.clients = clients;
        this.disabled = disabled;
        this.corps = corps;
        this.store = SqlStore.open(database, false);
        this.rows = new GrantStore(store);
        this.app = App.builder()
                .instance(new WeChatInstance("MyWeChatLogin", "WeChat", WECHAT.value(), Secret.of("secret")))
                .clock(clock)
                .ticker(clock::nanos)
                .users(new Directory(disabled))
                .organizations(user -> corps.getOrDefault(user, List.of()))
                .store(store)
                .open();
        this.grants = new Grants(
                rows,
                app.sessions(),
                clients,
                app.organizations(),
                Token.parse("a5".repeat(32)).orElseThrow(),
                clock);
        this.requests = new PendingRequests(rows, clock);
    }

    /** Opens another node on the same database, with the same files, directories and clock. */
    public TestProvider otherNode() {
        return new TestProvider(database, clock, clients, disabled, corps);
    }

    /** Users who exist, and of whom some are disabled. */
    private record Directory(Set<UserId> disabled) implements UserDirectory {
        @Override
        public Optional<User> find(UserId id) {
            return Optional.of(new User(id, null, null, !disabled.contains(id)));
        }

        @Override
        public UserId create(Profile profile, TokenHash onceKey) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean canSignInWithout(UserId user, WeChatAuth binding) {
            return true;
        }
    }

    /** Opens a session of a user, and first binds the user to a WeChat if need be. */
    public Session signIn(String user) {
        return signIn(user, Token.random(), null);
    }

    public Session signIn(String user, Token secret, Corp corp) {
        var now = clock.instant();
        var id = new UserId(user);
        return store.write(tx -> {
            WeChatAuth auth = tx.auths()
                    .byUser(WECHAT, id)
                    .orElseGet(() -> tx.auths()
                            .insert(
                                    new WeChatIdentity(WECHAT, new OpenPlatform("default"), openId(user), null),
                                    id,
                                    now));
            var session = new Session(
                    new SessionId(Token.random().reveal().substring(0, 32)),
                    secret.hash(),
                    id,
                    corp,
                    auth.id(),
                    "MyWeChatLogin",
                    "Firefox, Linux",
                    Platform.WEB,
                    now,
                    now,
                    now);
            tx.sessions().insert(session);
            return session;
        });
    }

    private static OpenId openId(String user) {
        return new OpenId("o" + HexFormat.of().formatHex(user.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the S256 challenge of a verifier. */
    public static String challenge(String verifier) {
        byte[] hash = HexFormat.of().parseHex(TokenHash.of(verifier).value());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    public static CodeRequest request(RegisteredClient client) {
        return request(client, "openid", "profile");
    }

    public static CodeRequest request(RegisteredClient client, String... scope) {
        return new CodeRequest(
                client,
                TestClients.REDIRECT,
                Set.of(scope),
                Optional.of(challenge(VERIFIER)),
                Optional.of("nonce of this request"));
    }

    /** Issues a code with the usual request. */
    public String code(Session session, RegisteredClient client) {
        return grants.issueCode(session, request(client)).orElseThrow().reveal();
    }

    /** Redeems a code as its client does. */
    public IssuedTokens redeem(RegisteredClient client, String code) {
        return grants.redeem(client, code, TestClients.REDIRECT, Optional.of(VERIFIER));
    }

    /** Issues and redeems a code. */
    public IssuedTokens tokens(Session session, RegisteredClient client) {
        return redeem(client, code(session, client));
    }

    public IssuedTokens refresh(RegisteredClient client, Token token) {
        return grants.refresh(client, token.reveal(), Optional.empty());
    }

    public WeChatLogin wechat() {
        return app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class);
    }

    /** Returns the audit trail, newest event first. */
    public List<AuditEvent> trail() {
        return store.read(tx -> tx.audit().newest(AuditFilter.ALL, Long.MAX_VALUE, 1_000)).stream()
                .map(kept -> kept.event())
                .toList();
    }

    /** Returns the events of tokens that were revoked, newest event first. */
    public List<AuditEvent> revocations() {
        return trail().stream()
                .filter(event -> event.kind() == AuditEvent.Kind.TOKENS_REVOKED)
                .toList();
    }

    /** Returns the number of rows of a table. */
    public long count(String table) {
        return TestDatabase.rows(database, table);
    }

    @Override
    public void close() {
        app.close();
    }
}
