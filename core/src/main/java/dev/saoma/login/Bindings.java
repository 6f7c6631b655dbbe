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
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adding a WeChat to a user and taking it away, with everything that ends because of it. */
final class Bindings {
    private final Store<LoginTransaction> store;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Users users;
    private final Admission admission;
    private final Supplier<List<LoginInstance>> instances;
    private final Clock clock;
    private final Watch watch;

    Bindings(
            Store<LoginTransaction> store,
            Sessions sessions,
            Ledger ledger,
            Users users,
            Admission admission,
            Supplier<List<LoginInstance>> instances,
            Clock clock,
            Watch watch) {
        this.store = store;
        this.sessions = sessions;
        this.ledger = ledger;
        this.users = users;
        this.admission = admission;
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
        users.active(user);
        bind(instance, user, instance.identify(LoginService.requireCode(code)).person(), kept, proof);
    }

    /** Binds a person who is already known to have scanned; the user has been looked at. */
    void bind(
            LoginInstance instance,
            UserId user,
            Person person,
            @Nullable TokenHash kept,
            Consumer<LoginTransaction> proof) {
        Optional<List<TokenHash>> ended = admission.audited(person, tx -> {
            proof.accept(tx);
            if (!ledger.bind(tx, user, person).isNew()) {
                return Optional.empty();
            }
            note(tx, Kind.BOUND, user, person.app());
            tx.tickets().removeOf(user);
            return Optional.of(tx.sessions().deleteByUser(user, kept));
        });
        ended.ifPresent(gone -> {
            sessions.changed(gone);
            watch.happened(new LoginEvent.Bound(user, instance.name(), clock.instant()));
        });
    }

    void unbind(LoginInstance instance, UserId user) {
        AppId app = instance.appId();
        boolean guarded = users.directory().bindingsAreTheOnlyWayIn();
        // A binding at an inactive instance is no way in, so nothing is lost with it.
        if (!guarded && instance.isActive()) {
            store.read(tx -> tx.auths().byUser(app, user)).ifPresent(row -> users.requireOtherWayIn(user, row));
        }
        List<AppId> active = instances.get().stream()
                .filter(LoginInstance::isActive)
                .map(LoginInstance::appId)
                .toList();
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
                .isPresent();
    }

    private static boolean isLastWayIn(List<WeChatAuth> rows, AppId app, List<AppId> active) {
        boolean isWayIn = active.contains(app)
                && rows.stream().anyMatch(row -> row.appId().equals(app));
        return isWayIn && rows.stream().noneMatch(row -> !row.appId().equals(app) && active.contains(row.appId()));
    }
}
