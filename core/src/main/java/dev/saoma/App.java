package dev.saoma;

import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
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
import dev.saoma.session.QueuedRevocations;
import dev.saoma.session.Sessions;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An app: its elements, alive.
 *
 * <pre>{@code
 * try (App app = App.open(Path.of("my-app"))) {
 *     WeChatLogin wechat = app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class);
 *     wechat.getLoginConfig();
 * }
 * }</pre>
 *
 * <p>Everything in its files is checked when it is opened. They are looked at every two seconds: a changed instance is
 * there under its name from then on, so ask for it anew rather than keep it; files at fault leave all as it was; Types need
 * a restart. Opened without more, it keeps its data in an embedded SQLite file, {@code saoma.db} in the folder
 * {@code appData} inside it. Thread-safe.
 */
public final class App implements AutoCloseable {
    private final Clock clock;
    private final Ticker ticker;
    private final UserDirectory users;
    private final Sessions sessions;
    private final LoginService login;
    private volatile LoadedApp living;
    private final Map<ElementName, Object> services;
    private final List<AutoCloseable> owned;

    App(AppBuilder builder, Elements elements, Supplier<Elements> files, Store store, List<AutoCloseable> owned) {
        this.owned = owned;
        this.clock = builder.clock();
        this.ticker = builder.ticker();
        this.users = builder.users();
        var standing = new DirectoryCheck(users, builder.organizations());
        var revocations = new QueuedRevocations(builder.revocations());
        owned.add(0, revocations);
        this.sessions = new Sessions(store, builder.sessionLifetimes(), clock, ticker, standing, revocations);
        var background = new Background();
        owned.add(0, background);
        Notifier notifier = builder.notifier();
        var environment = new LoginEnvironment(
                store,
                sessions,
                new Users(users),
                new Membership(builder.organizations()),
                new LoginInstances(this::loginInstances),
                clock,
                notifier);
        this.login = new LoginService(environment, builder.loginLifetimes(), background);
        var client = new WeChatClient(builder.wechat(), notifier);
        owned.add(0, client);
        Map<Class<?>, Object> forTypes = new HashMap<>(builder.services());
        forTypes.put(WeChatClient.class, client);
        var context = new LoginContext(login, Map.copyOf(forTypes));
        this.living = LoadedApp.first(elements, context);
        this.services = Map.of(
                new ElementName("auths.loginTypes.WeChatType.WeChatAuthModel"), new WeChatAuthModel(store),
                new ElementName("auths.loginTypes.services.AuthSvc"), new AuthSvc(login));
        if (builder.hasFolder() && !builder.reload().isZero()) {
            owned.add(0, new AppReloader(living, files, context, builder.reload(), now -> living = now));
        }
        owned.add(0, new ExpirySweeper(store, sessions, clock, ticker));
    }

    /**
     * Opens the app in a folder with every default.
     *
     * @throws ConfigException naming the file and key at fault
     */
    public static App open(Path folder) {
        return builder(folder).open();
    }

    /** Says what the app in a folder is opened with. */
    public static AppBuilder builder(Path folder) {
        return new AppBuilder(folder);
    }

    /**
     * Says what an app without a folder is opened with: its instances by {@link AppBuilder#instance}, and a place for its
     * data.
     */
    public static AppBuilder builder() {
        return new AppBuilder(null);
    }

    /**
     * The element of that full name.
     *
     * @throws LoginException {@code not_found} when there is none, or it is of another class
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
     * The element of that full name.
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
        LoadedApp now = living;
        Optional<Object> element = Optional.ofNullable(services.get(name)).or(() -> now.find(name));
        if (element.isEmpty() && now.elements().find(name).isPresent()) {
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

    /** Every login instance as the files are now, by name. */
    public List<LoginInstance> loginInstances() {
        return List.copyOf(living.instances().values());
    }

    /** The way through attempts, codes and sessions, for whoever speaks with browsers. */
    public LoginService login() {
        return login;
    }

    /** Who is signed in. */
    public Sessions sessions() {
        return sessions;
    }

    /** The application's users. */
    public UserDirectory users() {
        return users;
    }

    /** What time it is here. */
    public Clock clock() {
        return clock;
    }

    /** How time passes here. */
    public Ticker ticker() {
        return ticker;
    }

    /** Ends what it began, and closes the database if it opened it. */
    @Override
    public void close() {
        closeAll(owned).ifPresent(failure -> {
            throw new IllegalStateException("closing the app", failure);
        });
    }

    /** Closes each, whatever happens with those before it. The first failure, with the others in it. */
    static Optional<Exception> closeAll(List<AutoCloseable> all) {
        @Nullable Exception first = null;
        for (AutoCloseable one : all) {
            try {
                one.close();
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
