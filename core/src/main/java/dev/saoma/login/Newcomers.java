package dev.saoma.login;

import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Store;
import dev.saoma.ticket.Ticket;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a person with a bind ticket may choose: to become a user, or to add the WeChat to the user that they are. */
final class Newcomers {
    private final Store<LoginTransaction> store;
    private final LoginCodes codes;
    private final BindTickets bindTickets;
    private final Admission admission;
    private final Bindings bindings;
    private final Function<String, Optional<LoginInstance>> instances;

    /** @param instances by full name */
    Newcomers(
            Store<LoginTransaction> store,
            LoginCodes codes,
            BindTickets bindTickets,
            Admission admission,
            Bindings bindings,
            Function<String, Optional<LoginInstance>> instances) {
        this.store = store;
        this.codes = codes;
        this.bindTickets = bindTickets;
        this.admission = admission;
        this.bindings = bindings;
        this.instances = instances;
    }

    FinishedLogin register(@Nullable Token browser, Token bindTicket) {
        Proof proof = Proof.ofRegistration(browser, bindTicket, null);
        Optional<Ticket> earlier =
                browser == null ? Optional.empty() : store.read(tx -> codes.find(tx.tickets(), proof.loginCode()));
        if (earlier.isPresent()) {
            return admission.again(earlier.get(), proof.loginCode());
        }
        Ticket ticket = bindTickets.of(browser, bindTicket);
        Newcomer newcomer = Newcomer.of(ticket);
        try {
            LoginCodeResult result = admission.register(
                    instance(newcomer, ticket), newcomer, bindTicket, proof.returningTo(newcomer.returnTo()));
            return new FinishedLogin(result, newcomer.returnTo());
        } catch (LoginException e) {
            throw LoginService.goingBack(e, newcomer.returnTo());
        }
    }

    Optional<String> attach(@Nullable Token browser, Token bindTicket, UserId user, @Nullable TokenHash kept) {
        Ticket ticket = bindTickets.of(browser, bindTicket);
        Newcomer newcomer = Newcomer.of(ticket);
        try {
            LoginInstance instance = instance(newcomer, ticket);
            bindings.bind(instance, user, newcomer::person, kept, tx -> bindTickets.use(tx.tickets(), bindTicket));
            return Optional.ofNullable(newcomer.returnTo());
        } catch (LoginException e) {
            throw LoginService.goingBack(e, newcomer.returnTo());
        }
    }

    /** The instance that a newcomer scanned at, if it is still that application's and on. */
    private LoginInstance instance(Newcomer newcomer, Ticket ticket) {
        LoginInstance instance = instances
                .apply(newcomer.element())
                .filter(found -> found.appId().equals(ticket.app()))
                .orElseThrow(BindTickets::invalid);
        LoginService.requireActive(instance);
        return instance;
    }
}
