package dev.saoma.internal.account;

import dev.saoma.error.ApplicationFault;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.secret.TokenHash;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application's {@link UserDirectory} about users, and refuses users who may not sign in. Thread-safe.
 *
 * @param transaction runs the creation of a user and its link in a transaction of the application, if it has one
 */
public record Users(UserDirectory directory, Consumer<Runnable> transaction) {

    /** Asks a directory of which nothing is created in a transaction. */
    public Users(UserDirectory directory) {
        this(directory, Runnable::run);
    }

    /** Returns the user; empty when there is none. Does not catch exceptions, so a failure never looks like an absent user. */
    public Optional<User> find(UserId id) {
        return ApplicationFault.named("UserDirectory.find", () -> directory.find(id));
    }

    /**
     * Returns the user, who must exist and be enabled.
     *
     * @throws LoginException {@code session_required} when there is none, {@code account_disabled}
     */
    public User requireEnabled(UserId id) {
        return find(id).map(Users::requireEnabled).orElseThrow(Users::notFound);
    }

    /**
     * Returns the same user, who must be enabled.
     *
     * @throws LoginException {@code account_disabled}
     */
    public static User requireEnabled(User user) {
        if (!user.active()) {
            throw new LoginException(
                    ErrorCode.ACCOUNT_DISABLED, "This account is disabled; an administrator can enable it.");
        }
        return user;
    }

    /** Returns the exception for a signed-in user whose account no longer exists. */
    static LoginException notFound() {
        return new LoginException(ErrorCode.SESSION_REQUIRED, "There is no such user (any more). Log in again.");
    }

    /** Runs work in a transaction of the application, which is rolled back when the work throws. */
    void inTransaction(Runnable work) {
        var thrown = new AtomicReference<@Nullable RuntimeException>();
        ApplicationFault.named("transaction around UserDirectory.create", () -> {
            try {
                transaction.accept(() -> recording(work, thrown));
            } catch (RuntimeException e) {
                if (thrown.get() == null) {
                    throw e;
                }
            }
            return true;
        });
        @Nullable RuntimeException failure = thrown.get();
        if (failure != null) {
            throw failure;
        }
    }

    private static void recording(Runnable work, AtomicReference<@Nullable RuntimeException> thrown) {
        try {
            work.run();
        } catch (RuntimeException e) {
            thrown.set(e);
            throw e;
        }
    }

    /** Creates the user of an identity that has none. */
    public UserId create(WeChatIdentity identity, Profile profile) {
        return ApplicationFault.named("UserDirectory.create", () -> directory.create(profile, onceKey(identity)));
    }

    /**
     * Refuses to remove the last way to sign in, as the application defines it.
     *
     * @throws LoginException {@code last_login_method}
     */
    void requireOtherLoginMethod(UserId user, WeChatAuth binding) {
        if (!ApplicationFault.named(
                "UserDirectory.canSignInWithout", () -> directory.canSignInWithout(user, binding))) {
            throw lastLoginMethod();
        }
    }

    static LoginException lastLoginMethod() {
        return new LoginException(
                ErrorCode.LAST_LOGIN_METHOD,
                "This is the last way to sign in to this account; add another one before you take it away.");
    }

    static TokenHash onceKey(WeChatIdentity identity) {
        return TokenHash.of(identity.unionId()
                .map(union -> "union\n" + identity.account().value() + "\n" + union.value())
                .orElseGet(() -> "open\n" + identity.app().value() + "\n"
                        + identity.openId().value()));
    }
}
