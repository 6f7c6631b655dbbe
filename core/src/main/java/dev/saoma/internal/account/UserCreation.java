package dev.saoma.internal.account;

import dev.saoma.identity.Profile;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.store.Actor;
import dev.saoma.store.Store;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates users for WeChat identities. The application's transaction contains the creation and the link, which the store
 * commits first: a user without a link is rolled back, and a link without a user is removed when it is found. Thread-safe.
 */
public final class UserCreation {
    private final Store store;
    private final Users users;
    private final AccountLinks links;
    private final UserRemoval removal;
    private final UserCreationLock lock;

    /** Creates the operation on the store and the directory of the environment. */
    public UserCreation(LoginEnvironment environment, AccountLinks links, UserRemoval removal) {
        this.store = environment.store();
        this.users = environment.users();
        this.links = links;
        this.removal = removal;
        this.lock = new UserCreationLock(store);
    }

    /** Ends the application's transaction without its user, because another one is linked to the identity. */
    private static final class LinkedToAnother extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LinkedToAnother() {
            super("", null, false, false);
        }
    }

    /**
     * Returns the binding of an identity's user, whom this or a concurrent request created.
     *
     * @param link links a user to the identity in a transaction of the store, or finds the user who is linked to it
     * @throws dev.saoma.error.LoginException {@code store_unavailable} when another request creates the user for longer than
     *     5 seconds; and as {@code link}
     */
    public AccountLinks.Binding create(
            WeChatIdentity identity, Profile profile, Function<UserId, AccountLinks.Binding> link) {
        return lock.holding(identity, () -> {
            Optional<UserId> linked = store.read(tx -> links.linked(tx, identity))
                    .map(WeChatAuth::userId)
                    .filter(user -> users.find(user).isPresent());
            return linked.isPresent() ? link.apply(linked.get()) : createAndLink(identity, profile, link);
        });
    }

    private AccountLinks.Binding createAndLink(
            WeChatIdentity identity, Profile profile, Function<UserId, AccountLinks.Binding> link) {
        var result = new AtomicReference<AccountLinks.@Nullable Binding>();
        try {
            users.inTransaction(() -> {
                UserId user = users.create(identity, profile);
                AccountLinks.Binding binding = link.apply(user);
                result.set(binding);
                if (!binding.auth().userId().equals(user)) {
                    throw new LinkedToAnother();
                }
            });
        } catch (LinkedToAnother e) {
            // The result is the other user's binding.
        } catch (RuntimeException e) {
            removeLink(result.get(), e);
            throw e;
        }
        AccountLinks.Binding binding = result.get();
        if (binding == null) {
            throw new IllegalStateException("AppBuilder.userTransaction did not run what it was given");
        }
        return binding;
    }

    /** Removes the link of a user whose creation was not committed. */
    private void removeLink(AccountLinks.@Nullable Binding binding, RuntimeException failure) {
        if (binding == null || !binding.isNew()) {
            return;
        }
        UserId user = binding.auth().userId();
        try {
            if (users.find(user).isEmpty()) {
                removal.forget(user, Actor.SYSTEM, "the creation of this user was not committed");
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
