package dev.saoma.login;

import dev.saoma.audit.AuditEvent;
import dev.saoma.audit.AuditEvent.Kind;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.Ledger;
import dev.saoma.identity.Person;
import dev.saoma.identity.Resolution;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.store.Store;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the user of a WeChat person. Rows of users who no longer exist are removed on the way and never count. */
final class UserLookup {
    private static final Logger LOG = LoggerFactory.getLogger(UserLookup.class);
    private static final int LOOKS = 3;
    /** Refusals that the rows of a user who no longer exists may have caused. */
    private static final Set<ErrorCode> TAKEN = EnumSet.of(ErrorCode.ALREADY_BOUND, ErrorCode.IDENTITY_CONFLICT);

    private final Store<LoginTransaction> store;
    private final Ledger ledger;
    private final UserRemoval removal;
    private final Clock clock;

    UserLookup(Store<LoginTransaction> store, Ledger ledger, UserRemoval removal, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.removal = removal;
        this.clock = clock;
    }

    /** @param user whose rows led to the resolution; null when none did */
    record Found(Resolution resolution, @Nullable User user) {
        User requireUser() {
            return Objects.requireNonNull(user);
        }
    }

    /**
     * Resolves the person to an existing user.
     *
     * @throws LoginException {@code identity_conflict}
     */
    Found find(Person person) {
        Resolution resolution = resolve(person);
        Optional<UserId> id = user(resolution);
        for (int look = 1; id.isPresent() && look <= LOOKS; look++) {
            Optional<User> user = removal.find(id.get());
            if (user.isPresent()) {
                return new Found(resolution, user.get());
            }
            resolution = resolve(person);
            id = user(resolution);
        }
        // A user who is bound and deleted again during each of these tries counts as unknown.
        return new Found(id.isPresent() ? new Resolution.Unknown() : resolution, null);
    }

    private Resolution resolve(Person person) {
        // Most people are known, and what only reads waits for no writer and no commit.
        Optional<WeChatAuth> known = store.read(tx -> ledger.known(tx, person));
        return known.isPresent()
                ? new Resolution.Known(known.get())
                : writeAmongUsers(person, tx -> ledger.resolve(tx, person));
    }

    private static Optional<UserId> user(Resolution resolution) {
        if (resolution instanceof Resolution.Known known) {
            return Optional.of(known.auth().userId());
        }
        return resolution instanceof Resolution.Unlinked unlinked ? Optional.of(unlinked.user()) : Optional.empty();
    }

    /**
     * Writes as {@link #write} does. When the rows of users who no longer exist caused the refusal, removes them and writes
     * once more.
     */
    <T> T writeAmongUsers(Person person, Function<? super LoginTransaction, T> work) {
        try {
            return write(person, work);
        } catch (LoginException e) {
            if (TAKEN.contains(e.code()) && removal.clear(person)) {
                return write(person, work);
            }
            throw e;
        }
    }

    /** Writes what concerns a person. A contradiction is refused and stands in the trail, though its transaction is undone. */
    <T> T write(Person person, Function<? super LoginTransaction, T> work) {
        try {
            return store.write(work);
        } catch (LoginException e) {
            boolean taken = e.code() == ErrorCode.WECHAT_NOT_BOUND && !e.note().isEmpty();
            if (taken) {
                LOG.warn(
                        "{}. If that user is new, the identifier was given out before: call LoginService.forget when you"
                                + " delete a user, and keep Saoma's rows no longer than your users",
                        e.note());
            }
            if (taken || e.code() == ErrorCode.IDENTITY_CONFLICT) {
                store.write(tx -> {
                    tx.audit()
                            .append(new AuditEvent(
                                    clock.instant(),
                                    Kind.CONFLICT,
                                    "",
                                    person.app().value(),
                                    person.openId() + ": " + e.note()));
                    return true;
                });
            }
            throw e;
        }
    }
}
