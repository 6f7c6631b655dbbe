package dev.saoma.identity;

import dev.saoma.ExtensionPoint;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.TokenHash;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * An application's users. Saoma stores only their identifiers and calls the directory for everything else. Most applications
 * need two functions:
 *
 * <pre>{@code
 * UserDirectory users = UserDirectory.ofLong(
 *         id -> table.find(id).map(row -> User.of(id, row.name())),
 *         profile -> table.insert(profile.nickname()));
 * }</pre>
 *
 * <p>An implementation of all methods:
 *
 * <pre>{@code
 * record Customers(CustomerTable table) implements UserDirectory {
 *     public Optional<User> find(UserId id) {
 *         return table.find(id.value()).map(row -> new User(id, row.name(), null, row.active()));
 *     }
 *
 *     public UserId create(Profile profile, TokenHash onceKey) {
 *         return new UserId(table.insertOnce(onceKey.value(), profile.nickname()));
 *     }
 *
 *     public boolean canSignInWithout(UserId user, WeChatAuth binding) {
 *         return table.hasPassword(user.value());
 *     }
 * }
 * }</pre>
 *
 * <p>Called by many threads, never inside a transaction of Saoma. An exception refuses the login. When you delete a
 * user, call {@code PersonalDataService.forget}.
 */
@ExtensionPoint
public interface UserDirectory {

    /**
     * Returns the user with an identifier. An empty result means that the user does not exist or was deleted: the
     * bindings of the identifier are removed, and the person becomes a new user. So throw when the answer is unknown,
     * and return an inactive user for one who must not sign in.
     */
    Optional<User> find(UserId id);

    /**
     * Creates a user for a person without one, and returns its identifier. Called only for instances whose
     * {@code registration} allows it, and for one person by one request at a time. Within the transaction of
     * {@code AppBuilder.userTransaction} it may create a user at each call: one who is not bound to the WeChat is rolled
     * back. Without a transaction, a call whose process ends before the user is bound leaves that user behind, unless a
     * second call for the same {@code onceKey} returns the same user.
     *
     * @param onceKey the same in every call for one person
     * @return an identifier that {@link #find} knows; the login is refused when another WeChat is bound to it, as
     *     happens when identifiers are used again
     */
    UserId create(Profile profile, TokenHash onceKey);

    /** Returns whether the user could still sign in after this WeChat is unbound, for example by a password. */
    boolean canSignInWithout(UserId user, WeChatAuth binding);

    /**
     * Returns whether WeChat bindings are the only way to sign in. If so, Saoma itself keeps the last binding of a
     * user, under a lock, and does not call {@link #canSignInWithout}.
     */
    default boolean bindingsAreTheOnlyWayIn() {
        return false;
    }

    /**
     * Returns whether to call {@link #update}, for which Saoma reads the profile from WeChat from time to time.
     * Default: false.
     */
    default boolean keepsProfiles() {
        return false;
    }

    /**
     * Passes the current WeChat profile of a user who has just signed in. Called in the background, at most once in
     * {@code LoginLifetimes.profile} for a binding. An exception is logged, and the next login tries again.
     */
    default void update(UserId user, Profile profile) {}

    /**
     * Returns the same directory, whose calls run inside a scope of the application, such as a tenant. Calls run on many
     * threads, some of them in the background.
     *
     * <pre>{@code
     * UserDirectory users = UserDirectory.ofLong(find, create).around(call -> Tenants.ignore(call));
     * }</pre>
     *
     * @param scope runs a call once, on the same thread, and passes its exceptions on
     */
    default UserDirectory around(Consumer<Runnable> scope) {
        return new ScopedUserDirectory(this, scope);
    }

    /**
     * Returns a directory of two functions, in which WeChat is the only way to sign in, unless
     * {@link FunctionalUserDirectory#withOtherLogin} changes that.
     *
     * @param find returns the user with an identifier, as {@link #find}
     * @param create creates a user and returns its identifier, as {@link #create}
     */
    static FunctionalUserDirectory of(Function<String, Optional<User>> find, Function<Profile, String> create) {
        return new FunctionalUserDirectory(
                id -> find.apply(id.value()), profile -> new UserId(create.apply(profile)), Optional.empty());
    }

    /** Returns the same for identifiers that are numbers; any other identifier belongs to no user. */
    static FunctionalUserDirectory ofLong(LongFunction<Optional<User>> find, ToLongFunction<Profile> create) {
        return new FunctionalUserDirectory(
                id -> id.number().isPresent() ? find.apply(id.asLong()) : Optional.empty(),
                profile -> UserId.of(create.applyAsLong(profile)),
                Optional.empty());
    }

    /**
     * Returns a directory in which every identifier is a user without profile, as in the specification's examples. It
     * creates no users.
     */
    static UserDirectory none() {
        return new UserDirectory() {
            @Override
            public Optional<User> find(UserId id) {
                return Optional.of(new User(id, null, null, true));
            }

            @Override
            public UserId create(Profile profile, TokenHash onceKey) {
                throw new LoginException(
                        ErrorCode.WECHAT_NOT_BOUND,
                        "This WeChat is not bound to an account, and this application has no directory to create one in.");
            }

            @Override
            public boolean canSignInWithout(UserId user, WeChatAuth binding) {
                return true;
            }
        };
    }
}
