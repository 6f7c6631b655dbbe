package dev.saoma.internal.account;

import dev.saoma.error.LoginException;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.logintype.Registration;
import dev.saoma.logintype.TestScanResult.Person;
import dev.saoma.store.Transaction;
import java.util.Optional;

/** Finds what a login of a WeChat identity would do, by the rules of {@link AccountLinks}, and changes nothing. Thread-safe. */
public final class LoginPreview {
    private final LoginEnvironment environment;

    /** Creates a preview in the store and the directory of the environment. */
    public LoginPreview(LoginEnvironment environment) {
        this.environment = environment;
    }

    /**
     * What a login would do.
     *
     * @param user the existing user of {@link Person#KNOWN}; empty otherwise
     */
    public record Found(Person person, Optional<User> user) {}

    private record Link(Optional<UserId> user, boolean isUnbound) {}

    /**
     * Returns what a login would do.
     *
     * @throws LoginException {@code identity_conflict}
     */
    public Found find(WeChatIdentity identity, Registration registration) {
        Link link = environment.store().lookUp(tx -> link(tx, identity));
        if (link.isUnbound()) {
            return new Found(Person.UNLINKED, Optional.empty());
        }
        Optional<User> user = link.user().flatMap(environment.users()::find);
        return new Found(user.isPresent() ? Person.KNOWN : unknown(registration), user);
    }

    private static Person unknown(Registration registration) {
        return switch (registration) {
            case DENY -> Person.NEW_REFUSED;
            case TICKET -> Person.NEW_CHOICE;
            case OPEN -> Person.NEW_OPEN;
        };
    }

    private static Link link(Transaction tx, WeChatIdentity identity) {
        Optional<WeChatAuth> known = tx.auths().byOpenId(identity.app(), identity.openId());
        if (known.isPresent()) {
            AccountLinks.requireConsistent(tx.auths(), known.get(), identity);
            return new Link(known.map(WeChatAuth::userId), false);
        }
        Optional<UserId> elsewhere =
                identity.unionId().flatMap(union -> tx.auths().userOf(identity.account(), union));
        boolean isUnbound = elsewhere
                .filter(user -> tx.auths().isUnbound(identity.app(), user))
                .isPresent();
        if (elsewhere.isPresent() && !isUnbound) {
            AccountLinks.requireUnboundAt(tx.auths(), identity.app(), elsewhere.get());
        }
        return new Link(elsewhere, isUnbound);
    }
}
