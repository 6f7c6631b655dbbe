package dev.saoma;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.WeChatAuthModel;
import dev.saoma.login.AuthSvc;
import dev.saoma.login.LoginContext;
import dev.saoma.login.LoginInstance;
import dev.saoma.login.LoginService;
import dev.saoma.login.LoginTransaction;
import dev.saoma.login.LoginType;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.wechat.WeChatClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
 * <p>Everything in its files is checked when it is opened. Opened without more, it keeps its data in an embedded SQLite
 * file, {@code saoma.db} in the folder {@code appData} inside it. Thread-safe.
 */
public final class App implements AutoCloseable {
    private static final ElementName META = new ElementName("auths.loginTypes.Meta");

    private final Elements elements;
    private final Clock clock;
    private final UserDirectory users;
    private final Sessions sessions;
    private final LoginService login;
    private final Map<ElementName, Object> alive;
    private final List<LoginInstance> instances;
    private final List<AutoCloseable> owned;

    App(AppBuilder builder, Elements elements, Store<LoginTransaction> store, List<AutoCloseable> owned) {
        this.elements = elements;
        this.owned = owned;
        this.clock = builder.clock();
        this.users = builder.users();
        var standing = new Standing(users, builder.organizations());
        this.sessions = new Sessions(store, builder.sessionLife(), clock, standing);
        var background = new Background();
        owned.add(0, background);
        this.login = new LoginService(
                store,
                sessions,
                users,
                builder.organizations(),
                this::loginInstances,
                builder.loginLife(),
                clock,
                background);
        var client = new WeChatClient(builder.wechat(), builder.wechatCalls());
        owned.add(0, client);
        Map<Class<?>, Object> services = new HashMap<>(builder.services());
        services.put(WeChatClient.class, client);
        this.alive = load(new LoginContext(login, Map.copyOf(services)));
        this.instances = alive.values().stream()
                .filter(LoginInstance.class::isInstance)
                .map(LoginInstance.class::cast)
                .toList();
        alive.put(new ElementName("auths.loginTypes.WeChatType.WeChatAuthModel"), new WeChatAuthModel(store));
        alive.put(new ElementName("auths.loginTypes.services.AuthSvc"), new AuthSvc(login));
        owned.add(0, new Sweeper(store, sessions, clock));
    }

    /**
     * Opens the app in a folder with every default.
     *
     * @throws ConfigException naming the file and key at fault
     */
    public static App open(Path folder) {
        return builder(folder).open();
    }

    /** Says what an app is opened with. */
    public static AppBuilder builder(Path folder) {
        return new AppBuilder(folder);
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
        Object element = alive.get(name);
        if (element == null && elements.find(name).isPresent()) {
            throw new LoginException(
                    ErrorCode.NOT_FOUND, fullName + " is a definition alone; there is no object behind it.");
        }
        if (element == null) {
            throw new LoginException(
                    ErrorCode.NOT_FOUND,
                    "No element " + fullName + " in this app or those it extends; it would stand in "
                            + String.join("/", name.parts()) + "/e.json.");
        }
        return element;
    }

    /** Every login instance, by name. */
    public List<LoginInstance> loginInstances() {
        return instances;
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

    /** Ends what it began, and closes the database if it opened it. */
    @Override
    public void close() {
        for (AutoCloseable one : owned) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException("closing the app", e);
            }
        }
    }

    private Map<ElementName, Object> load(LoginContext context) {
        var loaded = new LinkedHashMap<ElementName, Object>();
        // By definition, not by name: a parent's private Type may have the name of another one here.
        var types = new HashMap<ElementDefinition, LoginType>();
        var names = new HashMap<String, ElementDefinition>();
        for (ElementDefinition definition : elements.descendants(META)) {
            if (TypeLoader.isType(definition)) {
                loaded.put(definition.name(), types.computeIfAbsent(definition, TypeLoader::load));
                continue;
            }
            ElementDefinition type = type(definition);
            LoginType maker = types.computeIfAbsent(type, TypeLoader::load);
            LoginInstance instance = TypeLoader.make(maker, definition, context);
            ElementDefinition namesake = names.put(instance.name(), definition);
            if (namesake != null) {
                throw definition
                        .json()
                        .fault(
                                "type",
                                "makes a second instance of the simple name " + instance.name() + "; the other is "
                                        + namesake.name());
            }
            loaded.put(definition.name(), instance);
        }
        return loaded;
    }

    /** The nearest Type above an instance that brings code. */
    private ElementDefinition type(ElementDefinition instance) {
        var above = new ArrayList<>(elements.lineage(instance));
        return above.stream()
                .skip(1)
                .filter(TypeLoader::isType)
                .findFirst()
                .orElseThrow(() -> instance.json()
                        .fault(
                                "type",
                                "leads to no Type with code; the official one is" + " auths.loginTypes.WeChatType"));
    }
}
