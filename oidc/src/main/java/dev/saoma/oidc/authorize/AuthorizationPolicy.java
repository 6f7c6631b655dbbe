package dev.saoma.oidc.authorize;

import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.ClientEntry;
import dev.saoma.oidc.grant.Subject;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.store.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides about authorization requests by their session. Thread-safe. */
public final class AuthorizationPolicy {
    private final RegisteredClients clients;
    private final ClientEntry entry;
    private final Clock clock;

    public AuthorizationPolicy(RegisteredClients clients, ClientEntry entry, Clock clock) {
        this.clients = clients;
        this.entry = entry;
        this.clock = clock;
    }

    /**
     * What is known about a request when it is decided.
     *
     * @param session the session of the browser; empty when there is none
     * @param madeAt when the request arrived, if a page was shown since
     * @param isConfirmed whether the user of the session has confirmed it
     */
    public record Situation(Optional<Session> session, Optional<Instant> madeAt, boolean isConfirmed) {}

    /** Returns what happens next. */
    public Decision decide(AuthorizationRequest request, RegisteredClient client, Situation situation) {
        Decision decision = situation
                .session()
                .map(session -> decide(request, client, session, situation))
                .orElseGet(() -> new Decision.Authenticate(Decision.Login.FIRST));
        return request.authentication().isSilent() ? silent(decision) : decision;
    }

    private Decision decide(
            AuthorizationRequest request, RegisteredClient client, Session session, Situation situation) {
        AuthenticationRules rules = request.authentication();
        boolean isNew = situation
                .madeAt()
                .filter(madeAt -> !session.authenticatedAt().isBefore(madeAt))
                .isPresent();
        if (!isNew && (rules.requiresNewLogin() || isTooOld(rules, session))) {
            boolean isSameUser = isExpected(rules, session)
                    && isOfInstance(client, session)
                    && !rules.prompts().contains(Prompt.SELECT_ACCOUNT);
            return new Decision.Authenticate(isSameUser ? Decision.Login.RENEWAL : Decision.Login.SWITCH);
        }
        if (!isExpected(rules, session)) {
            return isNew
                    ? new Decision.Refuse(
                            OAuthError.LOGIN_REQUIRED, "Another user has logged in than the one of id_token_hint.")
                    : new Decision.Authenticate(Decision.Login.SWITCH);
        }
        if (!isOfInstance(client, session)) {
            return new Decision.Authenticate(Decision.Login.SWITCH);
        }
        if (!entry.admits(client, session.user())) {
            return new Decision.Refuse(
                    OAuthError.ACCESS_DENIED,
                    "The user is not an active member of an organisation that may use this client.");
        }
        boolean mustConfirm = client.entry().confirm() || rules.prompts().contains(Prompt.CONSENT);
        return mustConfirm && !situation.isConfirmed() ? new Decision.Confirm(session) : new Decision.Grant(session);
    }

    private boolean isTooOld(AuthenticationRules rules, Session session) {
        return rules.maxAge()
                .filter(age -> session.authenticatedAt().plus(age).isBefore(clock.instant()))
                .isPresent();
    }

    private boolean isExpected(AuthenticationRules rules, Session session) {
        return rules.subject()
                .map(Subject.of(session.user(), clients).value()::equals)
                .orElse(true);
    }

    private static boolean isOfInstance(RegisteredClient client, Session session) {
        Set<String> instances = client.entry().instances();
        return instances.isEmpty() || instances.contains(session.instance());
    }

    private static Decision silent(Decision decision) {
        if (decision instanceof Decision.Authenticate) {
            return new Decision.Refuse(OAuthError.LOGIN_REQUIRED, "prompt=none, and the user must log in.");
        }
        if (decision instanceof Decision.Confirm) {
            return new Decision.Refuse(
                    OAuthError.CONSENT_REQUIRED, "prompt=none, and the user must confirm the login to this client.");
        }
        return decision;
    }
}
