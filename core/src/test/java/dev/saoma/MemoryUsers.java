package dev.saoma;

import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An application's user directory, in memory. */
public final class MemoryUsers implements UserDirectory {
    private final Map<TokenHash, UserId> created = new ConcurrentHashMap<>();
    private final Map<UserId, Profile> profiles = new ConcurrentHashMap<>();
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutPassword = ConcurrentHashMap.newKeySet();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final boolean onlyBindings;
    private volatile boolean careless;
    private volatile boolean broken;
    private volatile String next = "";
    private volatile boolean profilesKept;
    private volatile Runnable meanwhile = () -> {};
    private final Set<UserId> uncommitted = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<List<UserId>> transaction = new ThreadLocal<>();
    private volatile Runnable beforeCommit = () -> {};
    private volatile Runnable beforeUpdate = () -> {};

    public MemoryUsers(boolean onlyBindings) {
        this.onlyBindings = onlyBindings;
    }

    public void disable(String user) {
        disabled.add(user);
    }

    public void takePassword(String user) {
        withoutPassword.add(user);
    }

    public void enable(String user) {
        disabled.remove(user);
    }

    /** Removes all data of a user. */
    public void remove(String user) {
        removed.add(user);
        created.values().remove(new UserId(user));
        profiles.remove(new UserId(user));
    }

    /** Reassigns the identifier of a removed user to another user. */
    public void giveOutAgain(String user) {
        removed.remove(user);
    }

    /** Sets the identifier of the next new user. */
    public void createsNext(String user) {
        next = user;
    }

    /** Sets whether calls fail from now on. */
    public void breaks(boolean now) {
        broken = now;
    }

    public void keepProfiles() {
        profilesKept = true;
    }

    /** Sets an action that runs once, at the next call to the directory. */
    public void meanwhile(Runnable what) {
        meanwhile = what;
    }

    /** Number of calls to this directory and to the directory of organisations. */
    public int calls() {
        return calls.get();
    }

    void called() {
        calls.incrementAndGet();
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        if (broken) {
            throw new IllegalStateException("the directory is away");
        }
    }

    public Profile profile(String user) {
        return profiles.getOrDefault(new UserId(user), Profile.EMPTY);
    }

    public int size() {
        return profiles.size();
    }

    @Override
    public Optional<User> find(UserId id) {
        called();
        if (removed.contains(id.value()) || isOfAnotherTransaction(id)) {
            return Optional.empty();
        }
        Profile profile = profiles.getOrDefault(id, Profile.EMPTY);
        return Optional.of(new User(id, profile.nickname(), profile.avatarOrNull(), !disabled.contains(id.value())));
    }

    /** From now on creates a new user at each call, which violates the directory's contract. */
    public MemoryUsers careless() {
        careless = true;
        return this;
    }

    /** Sets an action that runs before a profile is stored, on the thread that stores it. */
    void beforeUpdate(Runnable what) {
        beforeUpdate = what;
    }

    /** Sets an action that runs once, before the next commit of {@link #inTransaction}; one that throws fails the commit. */
    void beforeCommit(Runnable what) {
        beforeCommit = what;
    }

    /** Runs work in a transaction: others see the users that it creates after the commit, and none when it fails. */
    void inTransaction(Runnable work) {
        transaction.set(new ArrayList<>());
        try {
            work.run();
            Runnable now = beforeCommit;
            beforeCommit = () -> {};
            now.run();
        } catch (RuntimeException e) {
            transaction.get().forEach(id -> remove(id.value()));
            throw e;
        } finally {
            transaction.get().forEach(uncommitted::remove);
            transaction.remove();
        }
    }

    private boolean isOfAnotherTransaction(UserId id) {
        List<UserId> own = transaction.get();
        return uncommitted.contains(id) && (own == null || !own.contains(id));
    }

    private UserId create(UserId id, Profile profile) {
        List<UserId> own = transaction.get();
        if (own != null) {
            own.add(id);
            uncommitted.add(id);
        }
        profiles.put(id, profile);
        return id;
    }

    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        called();
        if (careless) {
            return create(new UserId("new-" + Token.random().reveal().substring(0, 8)), profile);
        }
        return created.computeIfAbsent(onceKey, key -> {
            var id = new UserId(next.isEmpty() ? "new-" + key.value().substring(0, 8) : next);
            profiles.put(id, profile);
            return id;
        });
    }

    @Override
    public boolean canSignInWithout(UserId user, WeChatAuth binding) {
        return !withoutPassword.contains(user.value());
    }

    @Override
    public boolean keepsProfiles() {
        return profilesKept;
    }

    @Override
    public void update(UserId user, Profile profile) {
        beforeUpdate.run();
        profiles.put(user, profile);
    }

    @Override
    public boolean bindingsAreTheOnlyWayIn() {
        return onlyBindings;
    }
}
