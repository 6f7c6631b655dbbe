package dev.saoma.spring;

import dev.saoma.identity.AppId;
import dev.saoma.identity.OpenPlatform;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.redis.RedisAddress;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.WebSettings.Mode;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.spring.SaomaProperties.Instance;
import dev.saoma.spring.SaomaProperties.StoreType;
import dev.saoma.spring.Settings.SessionLives;
import dev.saoma.wechat.HttpProxy;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes of properties what an app is opened with; what is wrong is noted, and the next property looked at. */
final class PropertyChecks {
    private static final Duration SHORTEST_IDLE = Duration.ofMinutes(2);
    private static final Duration CACHED_ON_SEVERAL_NODES = Duration.ofSeconds(2);
    private static final int CONNECTIONS = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("jdbc:(postgresql|mariadb):.+");

    private final SaomaProperties properties;
    private final Faults faults;

    PropertyChecks(SaomaProperties properties, Faults faults) {
        this.properties = properties;
        this.faults = faults;
    }

    /** @param inFlight how many logins may be at WeChat when nothing is said of it */
    Optional<WeChatSettings> wechat(int inFlight) {
        Optional<URI> page = base("saoma.wechat.page-url", properties.wechat().pageUrl());
        Optional<URI> api = base("saoma.wechat.api-url", properties.wechat().apiUrl());
        if (page.isEmpty() || api.isEmpty()) {
            return Optional.empty();
        }
        WeChatSettings usual = WeChatSettings.DEFAULT;
        requireWeChatItself("saoma.wechat.page-url", usual.at(page.get(), usual.api()));
        requireWeChatItself("saoma.wechat.api-url", usual.at(usual.page(), api.get()));
        @Nullable Integer given = properties.wechat().inFlight();
        Optional<HttpProxy> proxy = proxy();
        return faults.check(
                        "saoma.wechat.in-flight",
                        () -> usual.at(page.get(), api.get()).withInFlight(given == null ? inFlight : given))
                .map(settings -> proxy.map(settings::through).orElse(settings));
    }

    private Optional<HttpProxy> proxy() {
        String key = "saoma.wechat.proxy";
        return secret(key, properties.wechat().proxy())
                .flatMap(url -> faults.check(key, () -> HttpProxy.parse(url.reveal())));
    }

    /** A secret without the line end that it had in a file; empty when there is none, and when it is refused. */
    private Optional<Secret> secret(String key, @Nullable Secret given) {
        return given == null ? Optional.empty() : faults.check(key, () -> Secret.configured(given.reveal()));
    }

    private Optional<URI> base(String key, URI uri) {
        return faults.check(key, () -> WeChatSettings.DEFAULT.at(uri, uri).page());
    }

    private void requireWeChatItself(String key, WeChatSettings settings) {
        if (properties.mode() == Mode.PRODUCTION && !faults.names("saoma.mode") && !settings.official()) {
            faults.add(
                    key,
                    "names something that is not WeChat over https, which production refuses; for the emulator set"
                            + " saoma.mode=development");
        }
    }

    /** One for each that is well; the app's folder has its own. */
    List<WeChatInstance> instances() {
        Map<String, Instance> all = properties.instances();
        if (properties.app() != null && !all.isEmpty()) {
            faults.add("saoma.app", "is of no use beside saoma.instances; keep one of the two");
        }
        if (properties.app() == null && all.isEmpty()) {
            faults.add(
                    "saoma.instances",
                    "names no login method; set saoma.instances.MyWeChatLogin.app-id and"
                            + " saoma.instances.MyWeChatLogin.app-secret (or saoma.app, the folder of an app)");
        }
        return all.entrySet().stream()
                .flatMap(entry -> instance(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private Optional<WeChatInstance> instance(String name, Instance given) {
        String key = "saoma.instances." + name;
        if (given.title().isBlank()) {
            faults.add(key + ".title", "must not be empty");
        }
        if (given.appId().isEmpty()) {
            faults.add(key + ".app-id", "is required: the website application's, wx and 16 hexadecimal digits");
        } else {
            faults.check(key + ".app-id", () -> new AppId(given.appId()));
        }
        faults.check(key + ".open-platform", () -> new OpenPlatform(given.openPlatform()));
        Optional<Secret> cut = secret(key + ".app-secret", given.appSecret());
        String secret = cut.map(Secret::reveal).orElse("refused");
        if (secret.isEmpty()) {
            faults.add(key + ".app-secret", "is required, best from the environment: ${WECHAT_APP_SECRET}");
        } else if (secret.startsWith("${")) {
            faults.add(key + ".app-secret", "names a variable that is not set");
        }
        var instance = new WeChatInstance(
                name,
                given.title(),
                given.appId(),
                cut.orElse(given.appSecret()),
                given.registration(),
                given.openPlatform(),
                given.active());
        return faults.check(instance::element).map(element -> instance);
    }

    Optional<SessionLives> sessions() {
        SaomaProperties.Session given = properties.session();
        SessionLifetimes usual = SessionLifetimes.DEFAULT;
        Duration absolute = positive("saoma.session.absolute", given.absolute(), usual.absolute());
        Duration recent = positive("saoma.session.recent", given.recent(), usual.recent());
        Duration cached = given.cached();
        if (cached != null && cached.isNegative()) {
            faults.add("saoma.session.cached", "must not be negative");
            cached = null;
        }
        if (given.idle().compareTo(SHORTEST_IDLE) < 0) {
            faults.add("saoma.session.idle", "must be 2m or more");
            return Optional.empty();
        }
        if (!SessionLifetimes.noticesUse(given.idle(), or(cached, Duration.ZERO))) {
            faults.add(
                    "saoma.session.cached",
                    "and a minute must be less than saoma.session.idle, else a session in constant use would end");
            return Optional.empty();
        }
        return Optional.of(new SessionLives(
                new SessionLifetimes(given.idle(), absolute, or(cached, usual.cached()), recent),
                new SessionLifetimes(given.idle(), absolute, or(cached, CACHED_ON_SEVERAL_NODES), recent)));
    }

    LoginLifetimes login() {
        SaomaProperties.Login given = properties.login();
        LoginLifetimes usual = LoginLifetimes.DEFAULT;
        return new LoginLifetimes(
                positive("saoma.login.attempt", given.attempt(), usual.attempt()),
                positive("saoma.login.login-code", given.loginCode(), usual.loginCode()),
                positive("saoma.login.bind-ticket", given.bindTicket(), usual.bindTicket()),
                positive("saoma.login.invitation", given.invitation(), usual.invitation()),
                positive("saoma.login.profile", given.profile(), usual.profile()));
    }

    private Duration positive(String key, Duration given, Duration usual) {
        if (given.compareTo(Duration.ZERO) > 0) {
            return given;
        }
        faults.add(key, "must be more than nothing");
        return usual;
    }

    private static Duration or(@Nullable Duration given, Duration usual) {
        return given == null ? usual : given;
    }

    void store() {
        SaomaProperties.Store store = properties.store();
        if (store.url() == null) {
            requireUrl("saoma.store.user", store.user());
            requireUrl("saoma.store.password", store.password());
        } else if (store.type() != StoreType.AUTO) {
            faults.add("saoma.store.type", "must be left out beside saoma.store.url");
        } else if (!ADDRESS.matcher(store.url()).matches()) {
            faults.add(
                    "saoma.store.url",
                    "must be jdbc:postgresql://host/database or, for MariaDB and MySQL, jdbc:mariadb://host/database; in"
                            + " no other database can Saoma keep its rows (left out, they are in a SQLite file)");
        }
        secret("saoma.store.password", store.password());
        Integer size = store.poolSize();
        if (size != null && (size < 1 || size > CONNECTIONS)) {
            faults.add("saoma.store.pool-size", "must be a number of connections from 1 to 1000");
        }
    }

    /** @param present whether the module for it is there */
    Optional<Secret> redis(boolean present) {
        Secret url = properties.redis().url();
        if (url == null) {
            return Optional.empty();
        }
        if (!present) {
            faults.add(
                    "saoma.redis.url",
                    "needs the module for Redis: add the dependency dev.saoma:saoma-redis, in the starter's version (on Spring"
                            + " Boot 3.5 newer libraries as well, which docs/spring-boot.md names)");
            return Optional.empty();
        }
        return secret("saoma.redis.url", url)
                .filter(cut -> faults.check("saoma.redis.url", () -> RedisAddress.parse(cut.reveal()))
                        .isPresent());
    }

    private void requireUrl(String key, @Nullable Object value) {
        if (value != null) {
            faults.add(key, "is of no use without saoma.store.url");
        }
    }
}
