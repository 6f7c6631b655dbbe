package dev.saoma;

import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An application's users, as an application would keep them. */
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

    /** As if there had never been one of that identifier. */
    public void remove(String user) {
        removed.add(user);
        created.values().remove(new UserId(user));
        profiles.remove(new UserId(user));
    }

    /** Somebody else is the user of that identifier now. */
    public void giveOutAgain(String user) {
        removed.remove(user);
    }

    /** The next newcomer is made the user of that identifier. */
    public void createsNext(String user) {
        next = user;
    }

    /** Fails from now on, or no more. */
    public void breaks(boolean now) {
        broken = now;
    }

    public void keepProfiles() {
        profilesKept = true;
    }

    /** Happens once, when the directory is asked next. */
    public void meanwhile(Runnable what) {
        meanwhile = what;
    }

    /** How often this directory, or the one of organisations, was asked. */
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
        if (removed.contains(id.value())) {
            return Optional.empty();
        }
        Profile profile = profiles.getOrDefault(id, Profile.EMPTY);
        return Optional.of(new User(id, profile.nickname(), profile.avatarOrNull(), !disabled.contains(id.value())));
    }

    /** From now on answers another user each time, as no directory should. */
    public MemoryUsers careless() {
        careless = true;
        return this;
    }

    @Override
    public UserId create(Profile profile, TokenHash onceKey) {
        called();
        if (careless) {
            return new UserId("new-" + Token.random().reveal().substring(0, 8));
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
        profiles.put(user, profile);
    }

    @Override
    public boolean bindingsAreTheOnlyWayIn() {
        return onlyBindings;
    }
}
