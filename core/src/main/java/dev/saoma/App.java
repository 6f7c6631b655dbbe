package dev.saoma;

import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.UserDirectory;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.Membership;
import dev.saoma.internal.account.Users;
import dev.saoma.login.AuthSvc;
import dev.saoma.login.LoginService;
import dev.saoma.logintype.LoginContext;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.observe.Notifier;
import dev.saoma.privacy.PersonalDataService;
import dev.saoma.secret.SealKey;
import dev.saoma.session.QueuedRevocations;
import dev.saoma.session.SessionUsers;
import dev.saoma.session.Sessions;
import dev.saoma.store.CurrentActor;
import dev.saoma.store.Store;
import dev.saoma.time.Ticker;
import dev.saoma.wechat.WeChatAuthModel;
import dev.saoma.wechat.WeChatClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An opened app: reads elements from its folder, checks them, and returns the objects they define.
 *
 * <pre>{@code
 * try (App app = App.open(Path.of("my-app"))) {
 *     WeChatLogin wechat = app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class);
 *     LoginConfig config = wechat.getLoginConfig();
 * }
 * }</pre>
 *
 * <p>All files are checked when the app is opened. By default, changes are looked for every two seconds. A changed
 * instance replaces the former one under the same name, so call {@link #getElement} again instead of storing its
 * result. When a changed file has a fault, all instances stay as they were. A changed Type needs a restart. By default,
 * data is stored in an embedded SQLite database, {@code appData/saoma.db} in the app's folder. Thread-safe.
 */
public final class App implements AutoCloseable {
    private final Clock clock;
    private final Ticker ticker;
    private final UserDirectory users;
    private final OrganizationDirectory organizations;
    private final Sessions sessions;
    private final LoginService login;
    private final PersonalDataService personalData;
    private final CurrentActor currentActor;
    private volatile LoadedApp loaded;
    private final AppElements elements;
    private final Map<ElementName, Object> services;
    private final List<AutoCloseable> owned;

    App(AppBuilder builder, Elements first, AppSources files, Store store, List<AutoCloseable> owned) {
        this.owned = owned;
        this.clock = builder.clock();
        this.ticker = builder.ticker();
        this.users = builder.users();
        this.organizations = builder.organizations();
        this.currentActor = new CurrentActor();
        var directoryCheck = new DirectoryCheck(users, organizations);
        var revocations = new QueuedRevocations(builder.revocations());
        owned.add(0, revocations);
        var sessionUsers = new SessionUsers(directoryCheck::sessionUser, builder.cachedUsers(), ticker);
        this.sessions = new Sessions(
                store, builder.sessionLifetimes(), clock, ticker, directoryCheck, revocations, sessionUsers);
        var background = new Background();
        owned.add(0, background);
        Notifier notifier = builder.notifier();
        var environment = new LoginEnvironment(
                store,
                sessions,
                new LoginEnvironment.Directories(
                        new Users(users, builder.userTransaction()), new Membership(builder.organizations())),
                new LoginInstances(this::loginInstances),
                clock,
                notifier,
                currentActor);
        this.login = new LoginService(environment, builder.loginLifetimes(), background, ticker);
        this.personalData = new PersonalDataService(environment);
        var client = new WeChatClient(builder.wechat(), notifier);
        owned.add(0, client);
        Map<Class<?>, Object> forTypes = new HashMap<>(builder.services());
        forTypes.put(WeChatClient.class, client);
        forTypes.put(SealKey.class, builder.sealKey());
        var context = new LoginContext(login, Map.copyOf(forTypes));
        this.loaded = LoadedApp.first(first, context, builder.elementCheck());
        this.services = Map.of(
                new ElementName("auths.loginTypes.WeChatType.WeChatAuthModel"), new WeChatAuthModel(store),
                new ElementName("auths.loginTypes.services.AuthSvc"), new AuthSvc(login));
        var reloader = new AppReloader(loaded, files, context, builder.reload(), next -> loaded = next);
        owned.add(0, reloader);
        this.elements = new AppElements(builder.folder(), builder.environment(), reloader, () -> loaded);
        owned.add(0, new ExpirySweeper(store, sessions, clock, ticker));
    }

    /**
     * Opens the app in a folder with default settings.
     *
     * @throws ConfigException naming the file and key at fault
     */
    public static App open(Path folder) {
        return builder(folder).open();
    }

    /** Returns a builder for the app in a folder. */
    public static AppBuilder builder(Path folder) {
        return new AppBuilder(folder);
    }

    /**
     * Returns a builder for an app without a folder. Such an app needs instances from {@link AppBuilder#instance} and a
     * place for its data.
     */
    public static AppBuilder builder() {
        return new AppBuilder(null);
    }

    /**
     * Returns the element with a full name.
     *
     * @throws LoginException {@code not_found} when no element has the name, or the element is of another class
     */
    public <T> T getElement(String fullName, Class<T> type) {
        Object element = getElement(fullName);
        if (!type.isInstance(element)) {
            throw new LoginException(
                    ErrorCode.NOT_FOUND,
                    fullName + " is a " + element.getClass().getSimpleName() + ", not a " + type.getSimpleName() + ".");
        }
        return type.cast(element);
    }

    /**
     * Returns the element with a full name.
     *
     * @throws LoginException {@code not_found}
     */
    public Object getElement(String fullName) {
        ElementName name;
        try {
            name = new ElementName(fullName);
        } catch (IllegalArgumentException e) {
            throw new LoginException(ErrorCode.NOT_FOUND, "That is " + e.getMessage() + ".");
        }
        LoadedApp current = loaded;
        Optional<Object> element = Optional.ofNullable(services.get(name)).or(() -> current.find(name));
        if (element.isEmpty() && current.elements().find(name).isPresent()) {
            throw new LoginException(
                    ErrorCode.NOT_FOUND, fullName + " is a definition alone; there is no object behind it.");
        }
        if (element.isEmpty()) {
            throw new LoginException(
                    ErrorCode.NOT_FOUND,
                    "No element " + fullName + " in this app or those it extends; it would stand in "
                            + String.join("/", name.parts()) + "/e.json.");
        }
        return element.get();
    }

    /** Returns all login instances in their current version, in the order of their names. */
    public List<LoginInstance> loginInstances() {
        return List.copyOf(loaded.instances().values());
    }

    /** Returns the definitions of elements, for programs that show or edit them. */
    public AppElements elements() {
        return elements;
    }

    /** Returns the login flow: attempts, code exchange, binding and sessions. The HTTP layer calls it. */
    public LoginService login() {
        return login;
    }

    /** Returns what is stored about a user: a copy, and the removal. */
    public PersonalDataService personalData() {
        return personalData;
    }

    /** Returns the sessions of signed-in users. */
    public Sessions sessions() {
        return sessions;
    }

    /** Returns the application's user directory. */
    public UserDirectory users() {
        return users;
    }

    /** Returns the application's directory of organisations. */
    public OrganizationDirectory organizations() {
        return organizations;
    }

    /** Returns who makes the changes of the calling thread, for the audit trail. */
    public CurrentActor currentActor() {
        return currentActor;
    }

    /** Returns the clock that gives the current time. */
    public Clock clock() {
        return clock;
    }

    /** Returns the ticker that measures durations. */
    public Ticker ticker() {
        return ticker;
    }

    /** Stops background work, and closes the database if this app opened it. */
    @Override
    public void close() {
        closeAll(owned).ifPresent(failure -> {
            throw new IllegalStateException("closing the app", failure);
        });
    }

    /** Closes each resource, also after failures. Returns the first failure, with the later ones suppressed in it. */
    static Optional<Exception> closeAll(List<AutoCloseable> resources) {
        @Nullable Exception first = null;
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        return Optional.ofNullable(first);
    }
}
