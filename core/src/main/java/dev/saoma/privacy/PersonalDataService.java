package dev.saoma.privacy;

import dev.saoma.durability.Durability;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.AccountLinks;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.internal.account.UserRemoval;

/**
 * What is stored about one user: a copy for the user, and the removal after the user's account was deleted. Thread-safe.
 *
 * <pre>{@code
 * customers.delete(customer); // committed
 * app.personalData().forget(new UserId(customer));
 * }</pre>
 */
public final class PersonalDataService {
    private final LoginEnvironment environment;
    private final UserRemoval removal;

    /** Made by the app. */
    public PersonalDataService(LoginEnvironment environment) {
        this.environment = environment;
        this.removal = new UserRemoval(environment, new AccountLinks(environment.clock()));
    }

    /**
     * Returns everything that is stored about a user, for a copy that the user asks for; empty lists for an unknown user. The
     * call is not in the audit trail: the application records who asked.
     */
    public PersonalData export(UserId user) {
        return environment.store().write(Durability.ASYNCHRONOUS, tx -> PersonalData.read(tx, user));
    }

    /**
     * Removes everything that is stored about a user who was deleted: bindings, identities, unbind marks, tickets and
     * sessions, in one transaction, also the last way to sign in. From then on the WeChat identity is unlinked, and the
     * identifier may be given to another user. A second call changes nothing.
     *
     * <p>Call it after the deletion is committed: a login or bind that runs at the same time then finds no user, whichever
     * of the two is first.
     */
    public void forget(UserId user) {
        removal.forget(user, environment.currentActor().actor(), "forgotten");
    }

    /**
     * Erases a person: removes what {@link #forget} removes, and replaces the user's identifier in the audit trail by a
     * random name, in one transaction. The events stay, and those of one person still share a name. Then publishes
     * {@link dev.saoma.observe.LoginEvent.Erased}. Call it after your own rows of the person are gone, as for {@link #forget}.
     *
     * @return the name in the audit trail, {@code erased-} and 24 characters; without it nothing connects the events with the
     *     person any more
     */
    public UserId erase(UserId user) {
        return removal.erase(user, environment.currentActor().actor());
    }
}
