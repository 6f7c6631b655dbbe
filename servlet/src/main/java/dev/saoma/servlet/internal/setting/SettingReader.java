package dev.saoma.servlet.internal.setting;

import dev.saoma.login.LoginLifetimes;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.WebOptions;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.servlet.internal.http.WebOrigin;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.wechat.HttpProxy;
import dev.saoma.wechat.WeChatSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads settings from values by key. An invalid value adds a fault and is replaced by its default, so that all settings are
 * read. Call {@link SettingFaults#requireNone} at the end.
 */
public final class SettingReader {
    private static final String MODE = "saoma.mode";
    private static final String PUBLIC_URL = "saoma.public-url";
    private static final String STORE_URL = "saoma.store.url";
    private static final String CACHED = "saoma.session.cached";
    private static final String IDLE = "saoma.session.idle";
    private static final Pattern DATABASE = Pattern.compile("jdbc:(postgresql|mariadb):.+");
    private static final int MOST_CONNECTIONS = 1_000;

    private final Map<String, ?> values;
    private final SettingFaults faults;

    /** @param values in the types of their settings; without those that are not set or could not be parsed */
    public SettingReader(Map<String, ?> values, SettingFaults faults) {
        this.values = values;
        this.faults = faults;
    }

    /** Returns a value; empty when it is not set or could not be parsed. */
    public <T> Optional<T> find(String key, Class<T> type) {
        return Optional.ofNullable(values.get(key)).map(type::cast);
    }

    /** Returns a secret without the line end that it may have in a file. */
    public Optional<Secret> secret(String key) {
        return find(key, Secret.class).flatMap(given -> faults.check(key, () -> Secret.configured(given.reveal())));
    }

    private List<String> texts(String key) {
        return find(key, List.class).stream()
                .flatMap(texts -> ((List<?>) texts).stream())
                .map(String::valueOf)
                .toList();
    }

    /** Adds a fault for each of these keys that is set without the key that it needs. */
    public void require(String needed, String... keys) {
        if (!values.containsKey(needed) && !faults.names(needed)) {
            Stream.of(keys)
                    .filter(values::containsKey)
                    .forEach(key -> faults.add(key, "has no effect without " + needed));
        }
    }

    /**
     * Reads the settings that every installation has.
     *
     * @param requests the default of {@code saoma.wechat.in-flight}
     */
    public SaomaSettings saoma(int requests) {
        boolean migrate = find("saoma.store.migrate", Boolean.class).orElse(true);
        return new SaomaSettings(mode(), wechat(requests), sessions(), login(), migrate, sealKey());
    }

    private SealKey sealKey() {
        String key = "saoma.seal-key";
        return secret(key)
                .flatMap(text -> faults.check(key, () -> SealKey.of(text)))
                .orElseGet(SealKey::none);
    }

    /** Returns the mode, by default production; for an invalid one development, which adds fewer faults of other settings. */
    private Mode mode() {
        return find(MODE, Mode.class).orElse(faults.names(MODE) ? Mode.DEVELOPMENT : Mode.PRODUCTION);
    }

    private WeChatSettings wechat(int requests) {
        WeChatSettings usual = WeChatSettings.DEFAULT;
        WeChatSettings page = wechat("saoma.wechat.page-url", usual, uri -> usual.at(uri, usual.api()));
        WeChatSettings both = wechat("saoma.wechat.api-url", page, uri -> page.at(page.page(), uri));
        int logins = find("saoma.wechat.in-flight", Integer.class).orElse(requests);
        WeChatSettings bounded = faults.check("saoma.wechat.in-flight", () -> both.withInFlight(logins))
                .orElse(both);
        String proxy = "saoma.wechat.proxy";
        return secret(proxy)
                .flatMap(url -> faults.check(proxy, () -> HttpProxy.parse(url.reveal())))
                .map(bounded::through)
                .orElse(bounded);
    }

    private WeChatSettings wechat(String key, WeChatSettings usual, Function<URI, WeChatSettings> at) {
        return find(key, URI.class)
                .flatMap(uri -> faults.check(key, () -> at.apply(uri)))
                .flatMap(made -> faults.check(() -> SaomaSettings.requireOfficial(key, mode(), made)))
                .orElse(usual);
    }

    private SessionsByStore sessions() {
        SessionLifetimes usual = SessionLifetimes.DEFAULT;
        Duration absolute = positive("saoma.session.absolute", usual.absolute());
        Duration recent = positive("saoma.session.recent", usual.recent());
        Duration idle = find(IDLE, Duration.class).orElse(usual.idle());
        Optional<Duration> cached = find(CACHED, Duration.class);
        if (cached.filter(Duration::isNegative).isPresent()) {
            faults.add(CACHED, "must not be negative");
        } else if (idle.compareTo(SessionLifetimes.SHORTEST_IDLE) < 0) {
            faults.add(IDLE, "must be 2m or more");
        } else if (!SessionLifetimes.noticesUse(idle, cached.orElse(Duration.ZERO))) {
            faults.add(
                    CACHED,
                    "and a minute must be less than saoma.session.idle, else a session in constant use would end; make the"
                            + " one shorter or the other longer");
        } else {
            return new SessionsByStore(
                    new SessionLifetimes(idle, absolute, cached.orElse(usual.cached()), recent),
                    new SessionLifetimes(idle, absolute, cached.orElse(SessionLifetimes.SHARED.cached()), recent));
        }
        return SessionsByStore.DEFAULT;
    }

    private LoginLifetimes login() {
        LoginLifetimes usual = LoginLifetimes.DEFAULT;
        return new LoginLifetimes(
                positive("saoma.login.attempt", usual.attempt()),
                positive("saoma.login.login-code", usual.loginCode()),
                positive("saoma.login.bind-ticket", usual.bindTicket()),
                positive("saoma.login.invitation", usual.invitation()),
                positive("saoma.login.profile", usual.profile()));
    }

    private Duration positive(String key, Duration usual) {
        Duration given = find(key, Duration.class).orElse(usual);
        if (given.compareTo(Duration.ZERO) > 0) {
            return given;
        }
        faults.add(key, "must be more than nothing");
        return usual;
    }

    /** Returns the database server; empty when none is set. */
    public Optional<StoreAddress> store() {
        require(STORE_URL, "saoma.store.user", "saoma.store.password");
        Secret password = secret("saoma.store.password").orElse(Secret.of(""));
        int connections = find("saoma.store.pool-size", Integer.class).orElse(StoreAddress.CONNECTIONS);
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            faults.add("saoma.store.pool-size", "must be a number of connections from 1 to 1000");
        }
        Optional<String> url = find(STORE_URL, String.class);
        if (url.filter(DATABASE.asMatchPredicate().negate()).isPresent()) {
            faults.add(
                    STORE_URL,
                    "must be jdbc:postgresql://host/database or, for MariaDB and MySQL, jdbc:mariadb://host/database; in"
                            + " no other database can Saoma keep its rows (left out, they are in a SQLite file in"
                            + " saoma.data)");
        }
        String user = find("saoma.store.user", String.class).orElse("");
        return url.map(address -> new StoreAddress(address, user, password, connections));
    }

    /**
     * Returns the public URL, which production requires.
     *
     * @param inDevelopment returns the default in development
     */
    public Optional<URI> publicUrl(Supplier<Optional<URI>> inDevelopment) {
        Optional<URI> given = find(PUBLIC_URL, URI.class);
        if (given.isPresent() || faults.names(PUBLIC_URL) || faults.names(MODE)) {
            return given;
        }
        if (mode() == Mode.DEVELOPMENT) {
            return inDevelopment.get();
        }
        faults.add(
                PUBLIC_URL,
                "is required in production: the https address that browsers use, such as https://login.example.com (for a"
                        + " try on this machine set saoma.mode=development)");
        return Optional.empty();
    }

    /**
     * Reads and checks the settings of the servlet.
     *
     * @param publicUrl empty when it is invalid; the other settings are checked even so
     * @param requests the default of {@code saoma.limits.open}
     */
    public Optional<WebSettings> web(SaomaSettings saoma, Optional<URI> publicUrl, String path, int requests) {
        URI url = publicUrl.orElse(URI.create("http://localhost"));
        Mode mode = saoma.mode();
        if (publicUrl.isEmpty() || faults.names(MODE)) {
            mode = WebOrigin.isLoopback(String.valueOf(url.getHost())) ? Mode.DEVELOPMENT : Mode.PRODUCTION;
        }
        String page = mode == Mode.PRODUCTION
                ? WebSettings.WECHAT
                : saoma.wechat().page().toString();
        var options = new WebOptions(
                publicUrl.flatMap(known -> find("saoma.reauth-url", String.class)),
                clients(requests),
                find("saoma.cookie-suffix", String.class));
        Mode known = mode;
        return faults.check(
                () -> new WebSettings(url, path, texts("saoma.allowed-origins"), redirectUris(), page, known, options));
    }

    private List<URI> redirectUris() {
        String key = "saoma.redirect-uris";
        return texts(key).stream().flatMap(text -> uri(key, text).stream()).toList();
    }

    private Optional<URI> uri(String key, String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            faults.add(key, "has an entry that is no address");
            return Optional.empty();
        }
    }

    private ClientSettings clients(int requests) {
        RateLimits usual = RateLimits.DEFAULT;
        var limits = new RateLimits(
                limit("saoma.limits.attempts", usual.attempts()),
                limit("saoma.limits.calls", usual.calls()),
                limit("saoma.limits.failures", usual.failures()));
        int open = find("saoma.limits.open", Integer.class).orElse(requests);
        ClientSettings clients = faults.check(() -> new ClientSettings(texts("saoma.trusted-proxies"), limits))
                .orElse(ClientSettings.DEFAULT);
        return faults.check(() -> clients.withOpen(open)).orElse(clients);
    }

    private RateLimit limit(String key, RateLimit usual) {
        return find(key, String.class)
                .flatMap(text -> faults.check(key, () -> RateLimit.parse(text)))
                .orElse(usual);
    }
}
