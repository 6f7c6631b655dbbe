package dev.saoma.login;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Person;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;

/** What a login asks of the application's users. */
record Users(UserDirectory directory) {

    /** The user, who must exist and be allowed in. */
    User active(UserId id) {
        return directory
                .find(id)
                .filter(User::active)
                .orElseThrow(() -> new LoginException(
                        ErrorCode.ACCOUNT_DISABLED, "This account is disabled; an administrator can enable it."));
    }

    /** Creates the user of a newcomer; the same one for the same person, however often it is called. */
    UserId create(Scan scan) {
        return directory.create(scan.profile().get(), onceKey(scan.person()));
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
