package dev.saoma.login;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.internal.account.Bindings;
import dev.saoma.logintype.LoginCodeResult;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.LoginInstances;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Redeems a bind ticket: its owner registers, or binds the identity to an existing account. */
final class BindTicketRedemption {
    private final LoginInstances instances;
    private final LoginCodes codes;
    private final BindTickets bindTickets;
    private final NewUserFlow newUsers;
    private final Bindings bindings;

    BindTicketRedemption(
            LoginInstances instances,
            LoginCodes codes,
            BindTickets bindTickets,
            NewUserFlow newUsers,
            Bindings bindings) {
        this.instances = instances;
        this.codes = codes;
        this.bindTickets = bindTickets;
        this.newUsers = newUsers;
        this.bindings = bindings;
    }

    FinishedLogin register(@Nullable Token browser, Token bindTicket) {
        Token loginCode = DerivedTokens.registrationCode(browser, bindTicket);
        Optional<LoginCodes.Issued> issued = browser == null ? Optional.empty() : codes.find(loginCode);
        if (issued.isPresent()) {
            codes.describeStep(issued.get());
            return codes.repeat(issued.get(), loginCode);
        }
        BindTickets.Stored stored = bindTickets.findOrRevoke(browser, bindTicket);
        @Nullable String returnTo = stored.user().returnTo();
        var tokens = new DerivedTokens(
                loginCode, bindTicket, browser, returnTo, stored.user().attempt());
        try {
            LoginCodeResult result = newUsers.register(requireInstance(stored), stored.user(), bindTicket, tokens);
            return new FinishedLogin(result, returnTo);
        } catch (LoginException e) {
            throw TicketPayload.withReturnTo(e, returnTo);
        }
    }

    Optional<String> attach(@Nullable Token browser, Token bindTicket, UserId user, @Nullable TokenHash kept) {
        BindTickets.Stored stored = bindTickets.findOrRevoke(browser, bindTicket);
        try {
            LoginInstance instance = requireInstance(stored);
            bindings.bind(
                    Actor.of(user),
                    instance,
                    user,
                    stored.user()::identity,
                    kept,
                    tx -> bindTickets.use(tx.tickets(), bindTicket));
            return Optional.ofNullable(stored.user().returnTo());
        } catch (LoginException e) {
            throw TicketPayload.withReturnTo(e, stored.user().returnTo());
        }
    }

    private LoginInstance requireInstance(BindTickets.Stored stored) {
        LoginInstance instance =
                instances.find(stored.user().element(), stored.ticket().app()).orElseThrow(BindTickets::invalid);
        LoginInstances.requireActive(instance);
        return instance;
    }
}
