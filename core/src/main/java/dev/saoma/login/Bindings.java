package dev.saoma.login;

import dev.saoma.identity.AppId;
import dev.saoma.identity.Ledger;
import dev.saoma.identity.Person;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import dev.saoma.session.Sessions;
import dev.saoma.store.Store;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Adding a WeChat to a user and taking it away, with everything that ends because of it. */
final class Bindings {
    private final Store<LoginTransaction> store;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Users users;
    private final Supplier<List<LoginInstance>> instances;

    Bindings(
            Store<LoginTransaction> store,
            Sessions sessions,
            Ledger ledger,
            Users users,
            Supplier<List<LoginInstance>> instances) {
        this.store = store;
        this.sessions = sessions;
        this.ledger = ledger;
        this.users = users;
        this.instances = instances;
    }

    /** @param kept the one session of the user that goes on; null for none */
    void bind(LoginInstance instance, UserId user, String code, @Nullable TokenHash kept) {
        LoginService.requireActive(instance);
        users.active(user);
        Person person = instance.identify(LoginService.requireCode(code)).person();
        List<TokenHash> ended = store.write(tx -> {
            boolean again = tx.auths()
                    .byUser(person.app(), user)
                    .filter(row -> row.openId().equals(person.openId()))
                    .isPresent();
            ledger.bind(tx.auths(), user, person);
            if (again) {
                return List.of();
            }
            tx.tickets().removeOf(user, person.app());
            return tx.sessions().deleteByUser(user, kept);
        });
        sessions.ended(ended);
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
        List<TokenHash> ended = store.write(tx -> {
            List<WeChatAuth> rows = tx.auths().lockByUser(user);
            if (guarded && isLastWayIn(rows, app, active)) {
                throw Users.lastWayIn();
            }
            tx.tickets().removeOf(user, app);
            return ledger.unbind(tx.auths(), user, app)
                    .map(row -> tx.sessions().deleteByAuth(row.id()))
                    .orElse(List.of());
        });
        sessions.ended(ended);
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
