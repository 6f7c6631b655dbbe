package dev.saoma.emulator.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The current accounts, apps and users, in the order in which they were added. Adding an existing id replaces it.
 * Thread-safe. After every change the listener is called, on the thread of the change and without a lock.
 */
public final class World {

    private static final int MAX_ACCOUNTS = 1_000;
    private static final int MAX_APPS = 10_000;
    private static final int MAX_USERS = 100_000;

    private final Consumer<World> listener;
    private Map<String, Account> accounts = new LinkedHashMap<>();
    private Map<String, App> apps = new LinkedHashMap<>();
    private Map<String, User> users = new LinkedHashMap<>();

    public World(WorldState initial, Consumer<World> listener) {
        this.listener = listener;
        load(initial);
    }

    public synchronized WorldState state() {
        return new WorldState(accounts(), apps(), users());
    }

    /**
     * Replaces everything.
     *
     * @throws IllegalArgumentException when an app names an account that the state lacks, or a limit is exceeded;
     *     nothing changes then
     */
    public void replace(WorldState state) {
        load(state);
        listener.accept(this);
    }

    private synchronized void load(WorldState state) {
        Map<String, Account> newAccounts = new LinkedHashMap<>();
        state.accounts().forEach(account -> add(newAccounts, account.id(), account, MAX_ACCOUNTS));
        Map<String, App> newApps = new LinkedHashMap<>();
        for (App app : state.apps()) {
            requireAccount(newAccounts, app);
            add(newApps, app.appid(), app, MAX_APPS);
        }
        Map<String, User> newUsers = new LinkedHashMap<>();
        state.users().forEach(user -> add(newUsers, user.id(), user, MAX_USERS));
        accounts = newAccounts;
        apps = newApps;
        users = newUsers;
    }

    private static void requireAccount(Map<String, Account> accounts, App app) {
        if (!accounts.containsKey(app.account())) {
            throw new IllegalArgumentException("app " + app.appid() + " names account " + app.account()
                    + ", which does not exist; add the account first.");
        }
    }

    private static <T> void add(Map<String, T> map, String id, T value, int max) {
        if (map.size() >= max && !map.containsKey(id)) {
            throw new IllegalArgumentException("there are " + max + " of these already, the most allowed.");
        }
        map.put(id, value);
    }

    public synchronized List<Account> accounts() {
        return new ArrayList<>(accounts.values());
    }

    public synchronized List<App> apps() {
        return new ArrayList<>(apps.values());
    }

    public synchronized List<User> users() {
        return new ArrayList<>(users.values());
    }

    public synchronized Optional<App> app(String appid) {
        return Optional.ofNullable(apps.get(appid));
    }

    public synchronized Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    /**
     * Returns the app with this id.
     *
     * @throws NoSuchElementException when there is none
     */
    public App requireApp(String appid) {
        return app(appid).orElseThrow(() -> new NoSuchElementException("There is no app " + appid + "."));
    }

    /**
     * Returns the user with this id.
     *
     * @throws NoSuchElementException when there is none
     */
    public User requireUser(String id) {
        return user(id).orElseThrow(() -> new NoSuchElementException("There is no user " + id + "."));
    }

    public void put(Account account) {
        synchronized (this) {
            add(accounts, account.id(), account, MAX_ACCOUNTS);
        }
        listener.accept(this);
    }

    /**
     * Adds or replaces an app.
     *
     * @throws IllegalArgumentException when its account does not exist
     */
    public void put(App app) {
        synchronized (this) {
            requireAccount(accounts, app);
            add(apps, app.appid(), app, MAX_APPS);
        }
        listener.accept(this);
    }

    public void put(User user) {
        synchronized (this) {
            add(users, user.id(), user, MAX_USERS);
        }
        listener.accept(this);
    }

    /**
     * Removes an account.
     *
     * @throws NoSuchElementException when there is none
     * @throws IllegalStateException while apps belong to it
     */
    public void removeAccount(String id) {
        synchronized (this) {
            if (apps.values().stream().anyMatch(app -> app.account().equals(id))) {
                throw new IllegalStateException("Account " + id + " still owns apps; move or delete them first.");
            }
            remove(accounts, id, "account");
        }
        listener.accept(this);
    }

    /**
     * Removes an app; its codes and tokens are refused from now on.
     *
     * @throws NoSuchElementException when there is none
     */
    public void removeApp(String appid) {
        synchronized (this) {
            remove(apps, appid, "app");
        }
        listener.accept(this);
    }

    /**
     * Removes a user; codes and tokens of that user are refused from now on.
     *
     * @throws NoSuchElementException when there is none
     */
    public void removeUser(String id) {
        synchronized (this) {
            remove(users, id, "user");
        }
        listener.accept(this);
    }

    private static void remove(Map<String, ?> map, String id, String what) {
        if (map.remove(id) == null) {
            throw new NoSuchElementException("There is no " + what + " " + id + ".");
        }
    }
}
