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
import dev.saoma.secret.SealKey;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link App}; each has a default. Not thread-safe.
 *
 * <pre>{@code
 * App app = App.builder(Path.of("my-app"))
 *         .database(ServerDatabase.of(dataSource, 4))
 *         .users(userDirectory)
 *         .events(event -> log.info("{} at {}", event.user(), event.instance()))
 *         .open();
 * }</pre>
 */
public final class AppBuilder {
    private final @Nullable Path folder;
    private final List<ProgrammaticElement> instances = new ArrayList<>();
    private final Map<Class<?>, Object> services = new HashMap<>();
    private Clock clock = Clock.systemUTC();
    private Ticker ticker = Ticker.system();
    private WeChatSettings wechat = WeChatSettings.DEFAULT;
    private UserDirectory users = UserDirectory.none();
    private Consumer<Runnable> userTransaction = Runnable::run;
    private OrganizationDirectory organizations = OrganizationDirectory.none();
    private LoginLifetimes loginLifetimes = LoginLifetimes.DEFAULT;
    private SessionLifetimes sessionLifetimes = SessionLifetimes.DEFAULT;
    private boolean cacheUsers;
    private Revocations revocations = Revocations.none();
    private Function<String, Optional<String>> environment = name -> Optional.ofNullable(System.getenv(name));
    private SealKey sealKey = SealKey.none();
    private Consumer<Elements> elementCheck = elements -> {};
    private @Nullable AppOverlay overlay;
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
     * Adds a login instance to an app without a folder. {@link #open} reports its faults under the property that a
     * Spring Boot application would set, such as {@code saoma.instances.MyWeChatLogin.app-id}.
     *
     * @throws dev.saoma.error.ConfigException when the instance's name is not valid
     * @throws IllegalStateException when the app has a folder, which defines its instances, or an instance of the
     *     same name
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

    /** Sets the clock that gives the current time. Default: the system clock in UTC. */
    public AppBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets the ticker that measures durations, for caches and rates. Default: {@link System#nanoTime()}. A test that
     * moves the clock moves both.
     */
    public AppBuilder ticker(Ticker ticker) {
        this.ticker = ticker;
        return this;
    }

    /** Sets the address of WeChat and the time-outs of its calls. Default: WeChat itself and 5 seconds. */
    public AppBuilder wechat(WeChatSettings wechat) {
        this.wechat = wechat;
        return this;
    }

    /** Sets the listener for logins, binds and unbinds. It is called after their commit. Default: none. */
    public AppBuilder events(LoginEvents events) {
        this.events = events;
        return this;
    }

    /** Sets the listener for every step of a login, for metrics and traces. Default: none. */
    public AppBuilder steps(LoginSteps steps) {
        this.steps = steps;
        return this;
    }

    /** Sets the application's user directory. Default: every identifier is a user. */
    public AppBuilder users(UserDirectory users) {
        this.users = users;
        return this;
    }

    /**
     * Sets the transaction of the application in which a user is created and bound to a WeChat, so that a user who is not
     * bound is rolled back. Saoma's own transaction runs inside it, on a connection of its own. Default: none.
     *
     * <pre>{@code
     * builder.userTransaction(work -> transactionTemplate.executeWithoutResult(status -> work.run()));
     * }</pre>
     *
     * @param transaction runs the work once, on the same thread, commits, and passes exceptions of the work on
     */
    public AppBuilder userTransaction(Consumer<Runnable> transaction) {
        this.userTransaction = transaction;
        return this;
    }

    /** Sets the application's directory of organisations. Default: no organisations. */
    public AppBuilder organizations(OrganizationDirectory organizations) {
        this.organizations = organizations;
        return this;
    }

    /**
     * Lets session checks cache users and organisations as long as sessions, {@link SessionLifetimes#cached()}. The application
     * then tells {@link App#sessions}{@code .users()} each change. Default: the directories are asked each time.
     */
    public AppBuilder cacheUsers() {
        this.cacheUsers = true;
        return this;
    }

    /** Sets how long attempts and login codes are valid. Default: {@link LoginLifetimes#DEFAULT}. */
    public AppBuilder loginLifetimes(LoginLifetimes lifetimes) {
        this.loginLifetimes = lifetimes;
        return this;
    }

    /** Sets how long sessions last. Default: 30 minutes idle, 12 hours in all. */
    public AppBuilder sessionLifetimes(SessionLifetimes lifetimes) {
        this.sessionLifetimes = lifetimes;
        return this;
    }

    /**
     * Sets how other nodes are notified at once of sessions that end on this node. Default: they are not. The caller
     * closes it.
     */
    public AppBuilder revocations(Revocations revocations) {
        this.revocations = revocations;
        return this;
    }

    /** Sets how often the app's files are checked for changes. Default: every 2 seconds; zero turns it off. */
    public AppBuilder reload(Duration interval) {
        this.reload = interval;
        return this;
    }

    /**
     * Sets an app that extends the one in the folder and is stored elsewhere. Its changes are taken over as those of files are.
     * Default: none. An app without a folder has none.
     */
    public AppBuilder overlay(AppOverlay overlay) {
        this.overlay = overlay;
        return this;
    }

    /**
     * Adds a check of elements that are no login instances. It runs when the app is opened, for each changed version of the files
     * before that is taken over, and in {@link AppElements#check(dev.saoma.element.FileChanges)}. It refuses them with a
     * {@link dev.saoma.error.ConfigException} that names the file and key at fault. Default: none.
     *
     * <pre>{@code
     * builder.elementCheck(elements -> elements.descendants(REPORT).forEach(Report::read));
     * }</pre>
     */
    public AppBuilder elementCheck(Consumer<Elements> check) {
        this.elementCheck = elementCheck.andThen(check);
        return this;
    }

    /** Sets the values of {@code {{NAME}}} placeholders in the files. Default: environment variables of the process. */
    public AppBuilder environment(Function<String, Optional<String>> environment) {
        this.environment = environment;
        return this;
    }

    /**
     * Sets the key that opens sealed secrets, {@code "appSecret": "sealed:1:…"}. An application's own Type gets it as a
     * service. Default: none, so that a sealed secret is a fault.
     */
    public AppBuilder sealKey(SealKey key) {
        this.sealKey = key;
        return this;
    }

    /**
     * Sets the folder of the embedded SQLite database {@code saoma.db}. Default: {@code appData} in the app's folder.
     * An app without a folder needs this, a {@link #database} or a {@link #store}.
     */
    public AppBuilder data(Path data) {
        this.data = data;
        return this;
    }

    /** Sets a database in place of the embedded one. The caller closes it. */
    public AppBuilder database(Database database) {
        this.database = database;
        return this;
    }

    /** Sets a store in place of a database. The caller closes it. */
    public AppBuilder store(Store store) {
        this.store = store;
        return this;
    }

    /**
     * Sets whether {@link #open} brings the tables up to date. Default: true. With false, a database administrator runs
     * the scripts.
     */
    public AppBuilder migrate(boolean migrate) {
        this.migrate = migrate;
        return this;
    }

    /** Registers a service that an application's own Type gets by its class from {@code LoginContext.service}. */
    public <T> AppBuilder service(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /**
     * Reads the files, opens the database and creates the instances.
     *
     * @throws dev.saoma.error.ConfigException naming the file and key at fault
     * @throws IllegalStateException when an app without a folder has no place for its data
     */
    public App open() {
        Path home = folder;
        var files = new AppSources(
                home == null
                        ? (changes, above) -> Elements.programmatic(instances)
                        : (changes, above) -> Elements.open(home, environment, changes, above),
                Optional.ofNullable(overlay).filter(given -> home != null));
        List<AutoCloseable> owned = new ArrayList<>();
        Elements elements = files.read();
        try {
            return new App(this, elements, files, store(owned), owned);
        } catch (RuntimeException e) {
            owned.forEach(AppBuilder::closeAfterFailure);
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

    private static void closeAfterFailure(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            // Only the first failure is reported.
        }
    }

    Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    Function<String, Optional<String>> environment() {
        return environment;
    }

    Consumer<Elements> elementCheck() {
        return elementCheck;
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
        return folder == null ? Duration.ZERO : reload;
    }

    SealKey sealKey() {
        return sealKey;
    }

    Notifier notifier() {
        return new Notifier(events, steps);
    }

    UserDirectory users() {
        return users;
    }

    Consumer<Runnable> userTransaction() {
        return userTransaction;
    }

    OrganizationDirectory organizations() {
        return organizations;
    }

    LoginLifetimes loginLifetimes() {
        return loginLifetimes;
    }

    Duration cachedUsers() {
        return cacheUsers ? sessionLifetimes.cached() : Duration.ZERO;
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
