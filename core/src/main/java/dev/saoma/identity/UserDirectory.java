package dev.saoma.identity;

import dev.saoma.ExtensionPoint;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.TokenHash;
import java.util.Optional;

/**
 * An application's own users. Saoma copies nothing of them: it keeps the identifier and asks again.
 *
 * <p>Called by many threads, never inside a transaction of Saoma's. Whatever it throws refuses the login. When you delete a
 * user, call {@code LoginService.forget}.
 */
@ExtensionPoint
public interface UserDirectory {

    /**
     * The user of that identifier. Empty says that there is none (any more): the bindings of that identifier are removed then,
     * and their person is a newcomer. So throw when you cannot say, and answer a user who is not active for one who must not
     * come in.
     */
    Optional<User> find(UserId id);

    /**
     * Creates the user of a person who has never been here, and answers its identifier. Only instances whose
     * {@code registration} allows it call this.
     *
     * @param onceKey the same for every call about one person: called twice with it, the directory must answer the same
     *     user, so that two browsers of one newcomer do not become two users
     * @return an identifier that {@link #find} knows; the login is refused when another WeChat is bound to it, as it is when
     *     identifiers are given out again
     */
    UserId create(Profile profile, TokenHash onceKey);

    /** Whether the user could still sign in if this WeChat were unbound, by a password for example. */
    boolean canSignInWithout(UserId user, WeChatAuth binding);

    /**
     * Whether Saoma itself must see to it that a user keeps one way in, because its bindings are all there is. Then
     * {@link #canSignInWithout} is not asked; the last binding is guarded under a lock.
     */
    default boolean bindingsAreTheOnlyWayIn() {
        return false;
    }

    /** Whether {@link #update} should be called, for which WeChat is asked now and then. False by default. */
    default boolean keepsProfiles() {
        return false;
    }

    /**
     * Says what WeChat shows now of a user who has just signed in. Called in the background, at most once in
     * {@code LoginLife.profile} for a binding. Whatever it throws is logged, and the next login tries again.
     */
    default void update(UserId user, Profile profile) {}

    /**
     * No directory: every identifier is a user, as in the specification's examples; none can be created, and nothing is
     * known of them.
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
