package dev.saoma.server.element;

import dev.saoma.element.ElementName;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.administrator.AdministratorSignIn;
import dev.saoma.server.change.AdminTransaction;
import dev.saoma.server.draft.ElementFault;
import dev.saoma.server.draft.InvalidElementException;
import dev.saoma.server.element.ElementVersion.Change;
import dev.saoma.store.Actor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of a change, its version and its audit row. */
final class ElementChanges {
    private final ElementEnvironment environment;

    ElementChanges(ElementEnvironment environment) {
        this.environment = environment;
    }

    /** Returns a change that is about to be made by the actor of the calling thread. */
    ElementStore.Change of(ElementName name, Change change, Optional<String> reason) {
        return new Pending(name, change, reason);
    }

    /**
     * Requires that an element becomes a login instance, and no element of another kind.
     *
     * @throws InvalidElementException naming the key {@code type}
     */
    static void requireInstance(ElementName name, List<LoginInstance> instances) {
        if (instances.stream().noneMatch(instance -> instance.fullName().equals(name.value()))) {
            throw new InvalidElementException(new ElementFault(
                    "e.json",
                    "type",
                    "must be the full name of a Type of login methods, such as auths.loginTypes.WeChatType"));
        }
    }

    private final class Pending implements ElementStore.Change {
        private final ElementName name;
        private final Change change;
        private final Optional<String> reason;

        Pending(ElementName name, Change change, Optional<String> reason) {
            this.name = name;
            this.change = change;
            this.reason = reason;
        }

        @Override
        public void require(AdminTransaction tx, List<LoginInstance> instances) {
            if (change != Change.DELETED) {
                requireInstance(name, instances);
            }
            if (environment.roles().isPresent() && !tx.actor().equals(Actor.KEY)) {
                requireSignIn(tx, instances);
            }
        }

        @Override
        public ElementVersion version(AdminTransaction tx) {
            int newest = new ElementVersionRows(tx.sql()).newest(name);
            return new ElementVersion(newest + 1, tx.now(), tx.actor(), change, reason);
        }

        @Override
        public void audit(AdminTransaction tx, List<LoginInstance> instances) {
            String appId = instances.stream()
                    .filter(instance -> instance.fullName().equals(name.value()))
                    .map(instance -> instance.appId().value())
                    .findFirst()
                    .orElse("");
            ElementAudit.append(tx.loginRows(), tx.now(), change, name, appId, tx.actor());
        }
    }

    /** The last active instance by which an administrator can sign in stays. */
    private void requireSignIn(AdminTransaction tx, List<LoginInstance> instances) {
        var signIn = new AdministratorSignIn(tx.sql());
        Set<AppId> before = active(environment.app().loginInstances());
        if (signIn.isPossible(before) && !signIn.isPossible(active(instances))) {
            throw new LoginException(
                    ErrorCode.LAST_LOGIN_METHOD,
                    "No administrator could sign in after this change. Make it with the administrator's key.");
        }
    }

    private static Set<AppId> active(List<LoginInstance> instances) {
        return instances.stream()
                .filter(LoginInstance::isActive)
                .map(LoginInstance::appId)
                .collect(Collectors.toSet());
    }
}
