package dev.saoma.login;

import dev.saoma.identity.Ledger;
import dev.saoma.identity.Person;
import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.Watch;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users who are gone. A binding whose user the directory does not know is no binding, so that its rows go as soon as
 * somebody comes upon them. A directory that fails says nothing about anybody.
 */
final class UserRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(UserRemoval.class);

    private final Store<LoginTransaction> store;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Users users;
    private final Supplier<List<LoginInstance>> instances;
    private final Clock clock;
    private final Watch watch;

    UserRemoval(
            Store<LoginTransaction> store,
            Sessions sessions,
            Ledger ledger,
            Users users,
            Supplier<List<LoginInstance>> instances,
            Clock clock,
            Watch watch) {
        this.store = store;
        this.sessions = sessions;
        this.ledger = ledger;
        this.users = users;
        this.instances = instances;
        this.clock = clock;
        this.watch = watch;
    }

    /** A user to whom rows belong; when the directory knows none, the rows go and the answer is empty. */
    Optional<User> find(UserId id) {
        Optional<User> found = users.find(id);
        if (found.isEmpty()) {
            ForgottenUser gone = forget(id, "the directory does not know this user");
            if (!gone.bindings().isEmpty()) {
                LOG.warn(
                        "the UserDirectory does not know user {} (any more): removed {} bindings and {} sessions."
                                + " Call LoginService.forget when you delete a user",
                        id,
                        gone.bindings().size(),
                        gone.sessions().size());
            }
        }
        return found;
    }

    /** Removes the rows of users who hold this person's identifiers and no longer exist; false when there is none. */
    boolean clear(Person person) {
        Set<UserId> holders = store.write(tx -> ledger.holders(tx, person));
        return holders.stream().filter(id -> find(id).isEmpty()).count() > 0;
    }

    ForgottenUser forget(UserId id, String note) {
        Instant now = clock.instant();
        ForgottenUser gone = store.write(tx -> ForgottenUser.remove(tx, id, now, note));
        sessions.changed(gone.sessions());
        gone.bindings().forEach(row -> unbound(row, now));
        return gone;
    }

    private void unbound(WeChatAuth row, Instant at) {
        instances.get().stream()
                .filter(instance -> instance.appId().equals(row.appId()))
                .findFirst()
                .ifPresent(instance -> watch.happened(new LoginEvent.Unbound(row.userId(), instance.name(), at)));
    }
}
