package dev.saoma.login;

import dev.saoma.audit.AuditEvent;
import dev.saoma.audit.AuditEvent.Kind;
import dev.saoma.identity.AppId;
import dev.saoma.identity.Ledger;
import dev.saoma.identity.Person;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.observe.LoginEvent;
import dev.saoma.observe.Watch;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adding a WeChat to a user and taking it away, with everything that ends because of it. */
final class Bindings {
    /** Longer than WeChat and the application's directory may take together. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private final Store<LoginTransaction> store;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Users users;
    private final UserRemoval removal;
    private final UserLookup lookup;
    private final Supplier<List<LoginInstance>> instances;
    private final Clock clock;
    private final Watch watch;

    Bindings(
            Store<LoginTransaction> store,
            Sessions sessions,
            Ledger ledger,
            Users users,
            UserRemoval removal,
            UserLookup lookup,
            Supplier<List<LoginInstance>> instances,
            Clock clock,
            Watch watch) {
        this.store = store;
        this.sessions = sessions;
        this.ledger = ledger;
        this.users = users;
        this.removal = removal;
        this.lookup = lookup;
        this.instances = instances;
        this.clock = clock;
        this.watch = watch;
    }

    /**
     * Binds the person of a code.
     *
     * @param kept the one session of the user that goes on; null for none
     * @param proof uses up what gave the right to bind
     */
    void bind(
            LoginInstance instance,
            UserId user,
            String code,
            @Nullable TokenHash kept,
            Consumer<LoginTransaction> proof) {
        LoginService.requireActive(instance);
        bind(
                instance,
                user,
                () -> instance.identify(LoginService.requireCode(code)).person(),
                kept,
                proof);
    }

    /**
     * Binds a person.
     *
     * @param scanned asked when the user has been looked at
     */
    void bind(
            LoginInstance instance,
            UserId user,
            Supplier<Person> scanned,
            @Nullable TokenHash kept,
            Consumer<LoginTransaction> proof) {
        TokenHash underWay = begin(instance, user);
        users.active(user);
        Person person = scanned.get();
        Function<LoginTransaction, Optional<List<TokenHash>>> work = tx -> {
            proof.accept(tx);
            // Gone with a user who was deleted since, though there may be another one of the same identifier by now.
            if (!tx.tickets().take(Ticket.Kind.BIND, underWay, clock.instant())) {
                throw Users.gone();
            }
            return bind(tx, user, person, kept);
        };
        lookup.writeAmongUsers(person, work).ifPresent(gone -> {
            sessions.changed(gone);
            watch.happened(new LoginEvent.Bound(user, instance.name(), clock.instant()));
        });
    }

    private TokenHash begin(LoginInstance instance, UserId user) {
        TokenHash hash = Token.random().hash();
        Instant expiresAt = clock.instant().plus(UNDER_WAY);
        store.write(tx -> {
            tx.tickets().put(new Ticket(hash, Ticket.Kind.BIND, null, "", user, instance.appId(), null, expiresAt));
            return true;
        });
        return hash;
    }

    private Optional<List<TokenHash>> bind(LoginTransaction tx, UserId user, Person person, @Nullable TokenHash kept) {
        if (!ledger.bind(tx, user, person).isNew()) {
            return Optional.empty();
        }
        note(tx, Kind.BOUND, user, person.app());
        tx.tickets().removeOf(user);
        return Optional.of(tx.sessions().deleteByUser(user, kept));
    }

    void unbind(LoginInstance instance, UserId user) {
        // Of somebody who is gone nothing is a way in, and nothing is left.
        if (removal.find(user).isEmpty()) {
            return;
        }
        AppId app = instance.appId();
        boolean guarded = users.directory().bindingsAreTheOnlyWayIn();
        List<AppId> active = instances.get().stream()
                .filter(LoginInstance::isActive)
                .map(LoginInstance::appId)
                .toList();
        // A binding that no active instance reads is no way in, so nothing is lost with it. Two may share an
        // application.
        if (!guarded && active.contains(app)) {
            store.read(tx -> tx.auths().byUser(app, user)).ifPresent(row -> users.requireOtherWayIn(user, row));
        }
        unbound(instance, user, store.write(tx -> {
            List<WeChatAuth> rows = tx.auths().lockByUser(user);
            if (guarded && isLastWayIn(rows, app, active)) {
                throw Users.lastWayIn();
            }
            return unbind(tx, user, app);
        }));
    }

    /** Also when it is the last way in. */
    void release(LoginInstance instance, UserId user) {
        unbound(instance, user, store.write(tx -> {
            tx.auths().lockByUser(user);
            return unbind(tx, user, instance.appId());
        }));
    }

    /** @param ended the sessions that went with the row; empty when there was none */
    private void unbound(LoginInstance instance, UserId user, Optional<List<TokenHash>> ended) {
        ended.ifPresent(gone -> {
            sessions.changed(gone);
            watch.happened(new LoginEvent.Unbound(user, instance.name(), clock.instant()));
        });
    }

    private Optional<List<TokenHash>> unbind(LoginTransaction tx, UserId user, AppId app) {
        tx.tickets().removeOf(user, app);
        Optional<WeChatAuth> gone = ledger.unbind(tx, user, app);
        gone.ifPresent(row -> note(tx, Kind.UNBOUND, user, app));
        return gone.map(row -> tx.sessions().deleteByAuth(row.id()));
    }

    private void note(LoginTransaction tx, Kind kind, UserId user, AppId app) {
        tx.audit().append(new AuditEvent(clock.instant(), kind, user.value(), app.value(), ""));
    }

    boolean stands(LoginInstance instance, Object authObj) {
        return ClaimedRow.of(authObj)
                .flatMap(claimed ->
                        store.read(tx -> tx.auths().byId(claimed.id())).filter(claimed::is))
                .filter(row -> row.appId().equals(instance.appId()))
                .flatMap(row -> users.find(row.userId()))
                .isPresent();
    }

    private static boolean isLastWayIn(List<WeChatAuth> rows, AppId app, List<AppId> active) {
        boolean isWayIn = active.contains(app)
                && rows.stream().anyMatch(row -> row.appId().equals(app));
        return isWayIn && rows.stream().noneMatch(row -> !row.appId().equals(app) && active.contains(row.appId()));
    }
}
