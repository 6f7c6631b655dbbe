package dev.saoma.internal.account;

import dev.saoma.durability.Durability;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.identity.WeChatIdentity;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.observe.LoginEvent;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditEvent.Kind;
import dev.saoma.store.Store;
import dev.saoma.store.Ticket;
import dev.saoma.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Binds and unbinds WeChat identities of users, and ends the sessions and tickets of a removed binding. Thread-safe. */
public final class Bindings {
    /** Longer than WeChat and the application's directory may take together. */
    private static final Duration BIND_TIMEOUT = Duration.ofMinutes(10);

    private final LoginEnvironment environment;
    private final Store store;
    private final Clock clock;
    private final AccountLinks links;
    private final UserRemoval removal;
    private final UserLookup lookup;

    /** Creates the operations on the store and the directory of the environment. */
    public Bindings(LoginEnvironment environment, AccountLinks links, UserRemoval removal, UserLookup lookup) {
        this.environment = environment;
        this.store = environment.store();
        this.clock = environment.clock();
        this.links = links;
        this.removal = removal;
        this.lookup = lookup;
    }

    /**
     * Binds an identity to a user.
     *
     * @param by who binds it, for the audit trail
     * @param identity called after the user was found to be enabled
     * @param kept the one session of the user that stays open; null for none
     * @param useRight uses up the right to bind, in the transaction of the bind
     */
    public void bind(
            Actor by,
            LoginInstance instance,
            UserId user,
            Supplier<WeChatIdentity> identity,
            @Nullable TokenHash kept,
            Consumer<Transaction> useRight) {
        TokenHash pending = begin(instance, user);
        environment.users().requireEnabled(user);
        WeChatIdentity found = identity.get();
        Optional<List<TokenHash>> bound = lookup.writeWithoutAbsentHolders(found, tx -> {
            useRight.accept(tx);
            // Removed with a user who was deleted since, even if another user has the same identifier by now.
            if (!tx.tickets().take(Ticket.Kind.BIND, pending, clock.instant())) {
                throw Users.notFound();
            }
            return bind(tx, by, user, found, kept);
        });
        bound.ifPresent(ended -> {
            environment.sessions().invalidate(ended);
            environment.notifier().onEvent(new LoginEvent.Bound(user, instance.name(), clock.instant()));
        });
    }

    private TokenHash begin(LoginInstance instance, UserId user) {
        TokenHash hash = Token.random().hash();
        var ticket = new Ticket(
                hash,
                Ticket.Kind.BIND,
                null,
                "",
                user,
                instance.appId(),
                null,
                clock.instant().plus(BIND_TIMEOUT));
        store.run(Durability.ASYNCHRONOUS, tx -> tx.tickets().put(ticket));
        return hash;
    }

    /** Returns the sessions that ended; empty when the pair was bound already. */
    private Optional<List<TokenHash>> bind(
            Transaction tx, Actor by, UserId user, WeChatIdentity identity, @Nullable TokenHash kept) {
        if (!links.bind(tx, user, identity).isNew()) {
            return Optional.empty();
        }
        tx.audit().append(AuditEvent.of(clock.instant(), Kind.BOUND, by, user, identity.app(), ""));
        tx.tickets().removeOf(user);
        return Optional.of(tx.sessions().deleteByUser(user, kept));
    }

    /**
     * Removes a user's binding at the instance's application.
     *
     * @throws dev.saoma.error.LoginException {@code last_login_method}
     */
    public void unbind(LoginInstance instance, UserId user) {
        // A user who no longer exists has no login method to protect, and no rows after the look-up.
        if (removal.find(user).isEmpty()) {
            return;
        }
        AppId app = instance.appId();
        Users users = environment.users();
        boolean guarded = users.directory().bindingsAreTheOnlyWayIn();
        List<AppId> active = environment.instances().activeApps();
        // A binding that no active instance reads cannot be used to sign in. Two instances may share an application.
        if (!guarded && active.contains(app)) {
            store.read(tx -> tx.auths().byUser(app, user)).ifPresent(row -> users.requireOtherLoginMethod(user, row));
        }
        unbind(instance, user, rows -> {
            if (guarded && isLastLoginMethod(rows, app, active)) {
                throw Users.lastLoginMethod();
            }
        });
    }

    /** Removes a user's binding at the instance's application, also when it is the last way to sign in. */
    public void release(LoginInstance instance, UserId user) {
        unbind(instance, user, rows -> {});
    }

    private void unbind(LoginInstance instance, UserId user, Consumer<List<WeChatAuth>> check) {
        Actor by = environment.currentActor().actor();
        Optional<List<TokenHash>> unbound = store.write(tx -> {
            check.accept(tx.auths().lockByUser(user));
            return unbind(tx, by, user, instance.appId());
        });
        unbound.ifPresent(ended -> {
            environment.sessions().invalidate(ended);
            environment.notifier().onEvent(new LoginEvent.Unbound(user, instance.name(), clock.instant()));
        });
    }

    /** Returns the sessions that ended; empty when there was no binding. */
    private Optional<List<TokenHash>> unbind(Transaction tx, Actor by, UserId user, AppId app) {
        tx.tickets().removeOf(user, app);
        Optional<WeChatAuth> removed = links.unbind(tx, user, app);
        removed.ifPresent(row -> tx.audit().append(AuditEvent.of(clock.instant(), Kind.UNBOUND, by, user, app, "")));
        return removed.map(row -> tx.sessions().deleteByAuth(user, row.id()));
    }

    /** Returns whether a row equals the stored one, belongs to the instance's application and has a user. */
    public boolean isValid(LoginInstance instance, Object authObj) {
        return ClaimedRow.of(authObj)
                .flatMap(claimed ->
                        store.read(tx -> tx.auths().byId(claimed.id())).filter(claimed::matches))
                .filter(row -> row.appId().equals(instance.appId()))
                .flatMap(row -> environment.users().find(row.userId()))
                .isPresent();
    }

    private static boolean isLastLoginMethod(List<WeChatAuth> rows, AppId app, List<AppId> active) {
        boolean isLoginMethod = active.contains(app)
                && rows.stream().anyMatch(row -> row.appId().equals(app));
        return isLoginMethod
                && rows.stream().noneMatch(row -> !row.appId().equals(app) && active.contains(row.appId()));
    }
}
