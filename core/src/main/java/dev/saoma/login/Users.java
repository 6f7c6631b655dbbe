package dev.saoma.login;

import dev.saoma.error.ApplicationFault;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Person;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a login asks of the application's users. */
record Users(UserDirectory directory) {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    /** The user; empty when there is none. Whatever the directory throws is thrown on: who cannot be asked about is not gone. */
    Optional<User> find(UserId id) {
        return ApplicationFault.named("UserDirectory.find", () -> directory.find(id));
    }

    /** The user, who must exist and be allowed in. */
    User active(UserId id) {
        return find(id).map(Users::admitted).orElseThrow(Users::gone);
    }

    /** @throws LoginException {@code account_disabled} */
    static User admitted(User user) {
        if (!user.active()) {
            throw new LoginException(
                    ErrorCode.ACCOUNT_DISABLED, "This account is disabled; an administrator can enable it.");
        }
        return user;
    }

    /** Somebody who was signed in, and whose account does not exist any more. */
    static LoginException gone() {
        return new LoginException(ErrorCode.SESSION_REQUIRED, "There is no such user (any more). Log in again.");
    }

    /** Creates the user of a newcomer; the same one for the same person, however often it is called. */
    UserId create(Person person, Profile profile) {
        return ApplicationFault.named("UserDirectory.create", () -> directory.create(profile, onceKey(person)));
    }

    /**
     * What the provider shows of a person; nothing when it cannot say now, however it fails: the code is used up, and who
     * the person is is known without it.
     *
     * @throws OtherPersonException when it shows somebody else
     */
    static Profile profile(Scan scan) {
        try {
            return scan.profile().get();
        } catch (OtherPersonException e) {
            throw e;
        } catch (LoginException e) {
            LOG.info("no profile now: {} {}", e.code().code(), e.note());
        } catch (RuntimeException e) {
            LOG.warn("no profile now", e);
        }
        return Profile.EMPTY;
    }

    /** Refuses to take the last way in when the application says that it is one. */
    void requireOtherWayIn(UserId user, WeChatAuth binding) {
        if (!ApplicationFault.named(
                "UserDirectory.canSignInWithout", () -> directory.canSignInWithout(user, binding))) {
            throw lastWayIn();
        }
    }

    static LoginException lastWayIn() {
        return new LoginException(
                ErrorCode.LAST_LOGIN_METHOD,
                "This is the last way to sign in to this account; add another one before you take it away.");
    }

    private static TokenHash onceKey(Person person) {
        return TokenHash.of(person.unionId()
                .map(union -> "union\n" + person.account().value() + "\n" + union.value())
                .orElseGet(() ->
                        "open\n" + person.app().value() + "\n" + person.openId().value()));
    }
}
