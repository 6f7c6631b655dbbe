package dev.saoma.login;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.Bindings;
import dev.saoma.internal.account.LoginEnvironment;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
import dev.saoma.store.Transaction;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Exchanges an authorization code for a binding of its identity: of an attempt, or for a caller inside the application. */
final class BindCompletion {
    static final Set<Intent> INTENTS = EnumSet.of(Intent.BIND);

    private final LoginEnvironment environment;
    private final Attempts attempts;
    private final Invitations invitations;
    private final Bindings bindings;

    BindCompletion(LoginEnvironment environment, Attempts attempts, Invitations invitations, Bindings bindings) {
        this.environment = environment;
        this.attempts = attempts;
        this.invitations = invitations;
        this.bindings = bindings;
    }

    /** Takes a bind attempt and binds the identity of the code to the attempt's user. */
    Optional<String> finish(
            LoginInstance instance,
            Token browser,
            Token state,
            String code,
            @Nullable UserId user,
            @Nullable TokenHash kept) {
        Attempts.Started attempt = attempts.take(instance, INTENTS, browser, state, user)
                .filter(taken -> user != null || taken.invitation().isPresent())
                .orElseThrow(Attempts::invalid);
        Optional<TokenHash> invitation = attempt.invitation();
        try {
            UserId owner = invitation.isPresent() ? invited(instance, invitation.get()) : attempt.requireUser();
            bind(
                    Actor.of(owner),
                    instance,
                    owner,
                    code,
                    kept,
                    tx -> invitation.ifPresent(hash -> invitations.use(tx.tickets(), hash)));
            return Optional.ofNullable(attempt.returnTo());
        } catch (LoginException e) {
            throw TicketPayload.withReturnTo(e, attempt.returnTo());
        }
    }

    /** Binds the identity of a code to a user whom the caller vouches for. */
    void bind(LoginInstance instance, UserId user, String code) {
        bind(environment.currentActor().actor(), instance, user, code, null, tx -> {});
    }

    private void bind(
            Actor by,
            LoginInstance instance,
            UserId user,
            String code,
            @Nullable TokenHash kept,
            Consumer<Transaction> useRight) {
        LoginInstances.requireActive(instance);
        bindings.bind(
                by,
                instance,
                user,
                () -> instance.exchange(LoginInstances.requireCode(code)).identity(),
                kept,
                useRight);
    }

    /** An invitation of a user who no longer exists is invalid. */
    private UserId invited(LoginInstance instance, TokenHash invitation) {
        UserId user = invitations.requireUser(instance, invitation);
        if (environment.users().find(user).isEmpty()) {
            throw Invitations.invalid();
        }
        return user;
    }

    /** Whether an attempt of this browser was begun with an invitation. */
    boolean isInvited(LoginInstance instance, Token browser, Token state) {
        return environment
                .store()
                .lookUp(tx -> attempts.find(tx, instance, INTENTS, browser, state))
                .flatMap(Attempts.Started::invitation)
                .isPresent();
    }
}
