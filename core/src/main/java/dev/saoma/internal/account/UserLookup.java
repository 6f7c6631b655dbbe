package dev.saoma.internal.account;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.Transaction;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the user of a WeChat identity. Removes rows of users who no longer exist when it finds them. */
public final class UserLookup {
    private static final Logger LOG = LoggerFactory.getLogger(UserLookup.class);
    private static final int TRIES = 3;
    private static final String TAKEN_USER = "UserDirectory.create answered a user whom another WeChat is bound to";
    /** Refusals that the rows of a user who no longer exists may have caused. */
    private static final Set<ErrorCode> TAKEN = EnumSet.of(ErrorCode.ALREADY_BOUND, ErrorCode.IDENTITY_CONFLICT);

    private final LoginEnvironment environment;
    private final AccountLinks links;
    private final UserRemoval removal;
    private final UserCreationLock creation;

    /** Creates a look-up in the store and the directory of the environment. */
    public UserLookup(LoginEnvironment environment, AccountLinks links, UserRemoval removal) {
        this.environment = environment;
        this.links = links;
        this.removal = removal;
        this.creation = new UserCreationLock(environment.store());
    }

    /**
     * A link and its user.
     *
     * @param user the user that the link leads to; null when it leads to none
     */
    public record Found(LinkResult link, @Nullable User user) {
        /** Returns the user, who must exist. */
        public User requireUser() {
            return Objects.requireNonNull(user);
        }
    }

    /**
     * Finds the existing user of an identity.
     *
     * @throws LoginException {@code identity_conflict}
     */
    public Found find(WeChatIdentity identity) {
        LinkResult link = resolve(identity);
        Optional<UserId> id = user(link);
        for (int tried = 1; id.isPresent() && tried <= TRIES; tried++) {
            Optional<User> user = find(identity, id.get());
            if (user.isPresent()) {
                return new Found(link, user.get());
            }
            link = resolve(identity);
            id = user(link);
        }
        // A user who is bound and deleted again during each of these tries counts as unknown.
        return new Found(id.isPresent() ? new LinkResult.Unknown() : link, null);
    }

    /** Finds a user; one whom another request creates is committed after the link, and its rows are not removed meanwhile. */
    private Optional<User> find(WeChatIdentity identity, UserId id) {
        Optional<User> user = environment.users().find(id);
        if (user.isEmpty() && creation.awaitFree(identity)) {
            user = environment.users().find(id);
        }
        return user.isPresent() || creation.isHeld(identity) ? user : removal.find(id);
    }

    private LinkResult resolve(WeChatIdentity identity) {
        // Most identities are linked, and a read waits for no writer and no commit.
        Optional<WeChatAuth> linked = environment.store().lookUp(tx -> links.linked(tx, identity));
        return linked.isPresent()
                ? new LinkResult.Linked(linked.get())
                : writeWithoutAbsentHolders(identity, tx -> links.resolve(tx, identity));
    }

    private static Optional<UserId> user(LinkResult link) {
        if (link instanceof LinkResult.Linked linked) {
            return Optional.of(linked.auth().userId());
        }
        return link instanceof LinkResult.Unbound unbound ? Optional.of(unbound.user()) : Optional.empty();
    }

    /**
     * Writes as {@link #write} does. When the rows of users who no longer exist caused the refusal, removes them and writes
     * once more.
     */
    <T> T writeWithoutAbsentHolders(WeChatIdentity identity, Function<Transaction, T> work) {
        try {
            return write(identity, work);
        } catch (LoginException e) {
            if (TAKEN.contains(e.code()) && !creation.isHeld(identity) && removal.removeAbsentHolders(identity)) {
                return write(identity, work);
            }
            throw e;
        }
    }

    /** Writes rows about an identity. A refused contradiction is recorded in the audit trail after the rollback. */
    public <T> T write(WeChatIdentity identity, Function<Transaction, T> work) {
        try {
            return environment.store().write(work);
        } catch (LoginException e) {
            boolean taken = e.code() == ErrorCode.WECHAT_NOT_BOUND && !e.note().isEmpty();
            if (taken) {
                LOG.warn(
                        "{}. If that user is new, the identifier was given out before: call PersonalDataService.forget when you"
                                + " delete a user, and keep Saoma's rows no longer than your users",
                        e.note());
            }
            if (taken || e.code() == ErrorCode.IDENTITY_CONFLICT) {
                // The note of a taken identifier names a user, whom an erasure would not find here.
                record(identity.app(), identity.openId() + ": " + (taken ? TAKEN_USER : e.note()));
            }
            throw e;
        }
    }

    private void record(AppId app, String note) {
        var event = new AuditEvent(environment.clock().instant(), Kind.CONFLICT, Actor.SYSTEM, "", app.value(), note);
        environment.store().run(tx -> tx.audit().append(event));
    }
}
