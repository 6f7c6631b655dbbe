package dev.saoma.internal.account;

import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.observe.LoginEvent;
import dev.saoma.store.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the rows of users who no longer exist. A binding whose user the directory does not know is not valid; its rows
 * are removed when they are found. When the directory throws, nothing is removed. Thread-safe.
 */
public final class UserRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(UserRemoval.class);

    private final LoginEnvironment environment;
    private final AccountLinks links;

    /** Creates the removal in the store of the environment. */
    public UserRemoval(LoginEnvironment environment, AccountLinks links) {
        this.environment = environment;
        this.links = links;
    }

    /** Returns the user. When the directory does not know the user, removes the user's rows and returns empty. */
    public Optional<User> find(UserId id) {
        Optional<User> found = environment.users().find(id);
        if (found.isEmpty()) {
            ForgottenUser removed = forget(id, Actor.SYSTEM, "the directory does not know this user");
            if (!removed.bindings().isEmpty()) {
                LOG.warn(
                        "the UserDirectory does not know user {} (any more): removed {} bindings and {} sessions."
                                + " Call PersonalDataService.forget when you delete a user",
                        id,
                        removed.bindings().size(),
                        removed.sessions().size());
            }
        }
        return found;
    }

    /** Removes the rows of users who hold this identity and no longer exist; false when there is none. */
    boolean removeAbsentHolders(WeChatIdentity identity) {
        Set<UserId> holders = environment.store().write(tx -> links.holders(tx, identity));
        return holders.stream().filter(id -> find(id).isEmpty()).count() > 0;
    }

    /**
     * Removes everything that is stored about a user, in one transaction, and ends the sessions.
     *
     * @param by who removed the user, for the audit trail
     */
    public ForgottenUser forget(UserId id, Actor by, String note) {
        Instant now = environment.clock().instant();
        ForgottenUser removed = environment.store().write(tx -> ForgottenUser.remove(tx, id, now, by, note));
        environment.sessions().invalidate(removed.sessions());
        removed.bindings().forEach(row -> publishUnbound(row, now));
        return removed;
    }

    /** {@link #forget}, and replaces the user in the audit trail by a random name, which it returns. */
    public UserId erase(UserId id, Actor by) {
        Instant now = environment.clock().instant();
        ForgottenUser.Erased erased = environment.store().write(tx -> ForgottenUser.erase(tx, id, now, by, "erased"));
        environment.sessions().invalidate(erased.removed().sessions());
        erased.removed().bindings().forEach(row -> publishUnbound(row, now));
        environment.notifier().onEvent(new LoginEvent.Erased(id, now));
        return erased.name();
    }

    private void publishUnbound(WeChatAuth row, Instant at) {
        environment
                .instances()
                .of(row.appId())
                .ifPresent(instance ->
                        environment.notifier().onEvent(new LoginEvent.Unbound(row.userId(), instance.name(), at)));
    }
}
