package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Person;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a login asks of the application's users. */
record Users(UserDirectory directory) {
    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    /** The user, who must exist and be allowed in. */
    User active(UserId id) {
        return directory
                .find(id)
                .filter(User::active)
                .orElseThrow(() -> new LoginException(
                        ErrorCode.ACCOUNT_DISABLED, "This account is disabled; an administrator can enable it."));
    }

    /** Creates the user of a newcomer; the same one for the same person, however often it is called. */
    UserId create(Person person, Profile profile) {
        return directory.create(profile, onceKey(person));
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
        if (!directory.canSignInWithout(user, binding)) {
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
