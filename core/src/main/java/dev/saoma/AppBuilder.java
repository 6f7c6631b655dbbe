package dev.saoma;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.element.Elements;
import dev.saoma.element.ProgrammaticElement;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserDirectory;
import dev.saoma.login.LoginLifetimes;
import dev.saoma.observe.LoginEvents;
import dev.saoma.observe.LoginSteps;
import dev.saoma.observe.Notifier;
import dev.saoma.session.Revocations;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.store.Store;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.time.Ticker;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an {@link App} is opened with; everything has a default. Not thread-safe. */
public final class AppBuilder {
    private final @Nullable Path folder;
    private final List<ProgrammaticElement> instances = new ArrayList<>();
    private final Map<Class<?>, Object> services = new HashMap<>();
    private Clock clock = Clock.systemUTC();
    private Ticker ticker = Ticker.system();
    private WeChatSettings wechat = WeChatSettings.DEFAULT;
    private UserDirectory users = UserDirectory.none();
    private OrganizationDirectory organizations = OrganizationDirectory.none();
    private LoginLifetimes loginLifetimes = LoginLifetimes.DEFAULT;
    private SessionLifetimes sessionLifetimes = SessionLifetimes.DEFAULT;
    private Revocations revocations = Revocations.none();
    private Function<String, Optional<String>> environment = name -> Optional.ofNullable(System.getenv(name));
    private @Nullable Path data;
    private @Nullable Database database;
    private @Nullable Store store;
    private boolean migrate = true;
    private Duration reload = Duration.ofSeconds(2);
    private LoginEvents events = LoginEvents.none();
    private LoginSteps steps = LoginSteps.none();

    AppBuilder(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * A login method of an app that has no folder. What is wrong with it is told when the app is opened, under the property
     * that a Spring Boot application would have set, such as {@code saoma.instances.MyWeChatLogin.app-id}.
     *
     * @throws dev.saoma.error.ConfigException when its name cannot be one
     * @throws IllegalStateException when the app has a folder, where its instances stand, or has one of that name
     */
    public AppBuilder instance(WeChatInstance instance) {
        if (folder != null) {
            throw new IllegalStateException("the instances of the app in " + folder + " stand in that folder");
        }
        ProgrammaticElement element = instance.element();
        if (instances.stream().anyMatch(other -> other.name().equals(element.name()))) {
            throw new IllegalStateException(element.name() + " is given twice");
        }
        instances.add(element);
        return this;
    }

    /** What time it is; the system's clock in UTC by default. */
    public AppBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** How time passes, for caches and rates; {@link System#nanoTime()} by default. A test that moves the clock moves both. */
    public AppBuilder ticker(Ticker ticker) {
        this.ticker = ticker;
        return this;
    }

    /** Where WeChat is and how long it may take; WeChat itself and 5 seconds by default. */
    public AppBuilder wechat(WeChatSettings wechat) {
        this.wechat = wechat;
        return this;
    }

    /** Who hears of logins, binds and unbinds after they were committed; nobody by default. */
    public AppBuilder events(LoginEvents events) {
        this.events = events;
        return this;
    }

    /** Who hears of every step of a login, for metrics and traces; nobody by default. */
    public AppBuilder steps(LoginSteps steps) {
        this.steps = steps;
        return this;
    }

    /** The application's users; by default every identifier is one. */
    public AppBuilder users(UserDirectory users) {
        this.users = users;
        return this;
    }

    /** The application's organisations; none by default. */
    public AppBuilder organizations(OrganizationDirectory organizations) {
        this.organizations = organizations;
        return this;
    }

    /** How long attempts and login codes may wait; see {@link LoginLifetimes#DEFAULT}. */
    public AppBuilder loginLifetimes(LoginLifetimes life) {
        this.loginLifetimes = life;
        return this;
    }

    /** How long sessions last; 30 minutes idle, 12 hours at most by default. */
    public AppBuilder sessionLifetimes(SessionLifetimes life) {
        this.sessionLifetimes = life;
        return this;
    }

    /** How other nodes hear at once of sessions that end here; they do not by default. It stays the caller's to close. */
    public AppBuilder revocations(Revocations revocations) {
        this.revocations = revocations;
        return this;
    }

    /** How often the app's files are looked at; every 2 seconds by default, zero for never. */
    public AppBuilder reload(Duration every) {
        this.reload = every;
        return this;
    }

    /** What {@code {{NAME}}} in the files stands for; the process's environment by default. */
    public AppBuilder environment(Function<String, Optional<String>> environment) {
        this.environment = environment;
        return this;
    }

    /**
     * The folder of the embedded database, a SQLite file {@code saoma.db}; by default {@code appData} in the app's folder. An
     * app without a folder needs this, or a {@link #database} or {@link #store}.
     */
    public AppBuilder data(Path data) {
        this.data = data;
        return this;
    }

    /** A database in place of the embedded one; it stays the caller's to close. */
    public AppBuilder database(Database database) {
        this.database = database;
        return this;
    }

    /** A store of the caller's own, in place of a database; it stays the caller's to close. */
    public AppBuilder store(Store store) {
        this.store = store;
        return this;
    }

    /** Whether to bring the tables up to date; true by default, false leaves it to a database administrator. */
    public AppBuilder migrate(boolean migrate) {
        this.migrate = migrate;
        return this;
    }

    /** Something that a Type of your own finds under its class by {@code LoginContext.service}. */
    public <T> AppBuilder service(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /**
     * Reads the files, opens the database, makes the instances.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     * @throws IllegalStateException when an app without a folder was given no place for its data
     */
    public App open() {
        Path home = folder;
        Supplier<Elements> files =
                home == null ? () -> Elements.given(instances) : () -> Elements.open(home, environment);
        List<AutoCloseable> owned = new ArrayList<>();
        Elements elements = files.get();
        try {
            return new App(this, elements, files, store(owned), owned);
        } catch (RuntimeException e) {
            owned.forEach(AppBuilder::closeAfter);
            throw e;
        }
    }

    private Store store(List<AutoCloseable> owned) {
        if (store != null) {
            return store;
        }
        Database opened = database;
        if (opened == null) {
            opened = SqliteDatabase.open(data().resolve("saoma.db"));
            owned.add(opened);
        }
        return SqlStore.open(opened, migrate);
    }

    private Path data() {
        if (data != null) {
            return data;
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "an app without a folder needs a place for its data: data(folder), database(…) or store(…)");
        }
        return folder.resolve("appData");
    }

    private static void closeAfter(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            // The fault that led here is the one to tell.
        }
    }

    boolean hasFolder() {
        return folder != null;
    }

    Clock clock() {
        return clock;
    }

    Ticker ticker() {
        return ticker;
    }

    WeChatSettings wechat() {
        return wechat;
    }

    Duration reload() {
        return reload;
    }

    Notifier notifier() {
        return new Notifier(events, steps);
    }

    UserDirectory users() {
        return users;
    }

    OrganizationDirectory organizations() {
        return organizations;
    }

    LoginLifetimes loginLifetimes() {
        return loginLifetimes;
    }

    SessionLifetimes sessionLifetimes() {
        return sessionLifetimes;
    }

    Revocations revocations() {
        return revocations;
    }

    Map<Class<?>, Object> services() {
        return services;
    }
}
