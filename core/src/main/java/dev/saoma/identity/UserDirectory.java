package dev.saoma.identity;

import dev.saoma.ExtensionPoint;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.TokenHash;
import java.util.Optional;

/**
 * An application's users. Saoma stores only their identifiers and calls the directory for everything else.
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
 * user, call {@code LoginService.forget}.
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
     * {@code registration} allows it.
     *
     * @param onceKey the same in every call for one person: a second call with it must return the same user, so
     *     that two browsers of one new user do not create two users
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
