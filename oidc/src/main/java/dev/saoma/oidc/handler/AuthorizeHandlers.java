package dev.saoma.oidc.handler;

import dev.saoma.oidc.authorize.AuthorizationException;
import dev.saoma.oidc.authorize.AuthorizationPolicy;
import dev.saoma.oidc.authorize.AuthorizationPolicy.Situation;
import dev.saoma.oidc.authorize.AuthorizationRequest;
import dev.saoma.oidc.authorize.AuthorizationRequestReader;
import dev.saoma.oidc.authorize.Decision;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.client.RegisteredClients;
import dev.saoma.oidc.grant.CodeRequest;
import dev.saoma.oidc.grant.Grants;
import dev.saoma.secret.Token;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.problem.OAuthError;
import dev.saoma.servlet.internal.problem.OAuthException;
import dev.saoma.store.Session;
import java.util.Optional;
import java.util.function.Function;

/**
 * The authorization endpoint. A request that needs a page waits in the database, for one browser; its page leads back to
 * {@code /oauth2/authorize/{id}}.
 */
final class AuthorizeHandlers {
    private final AuthorizationRequestReader reader;
    private final AuthorizationPolicy policy;
    private final RegisteredClients clients;
    private final Grants grants;
    private final WaitingRequests waiting;
    private final AuthorizeResponses responses;
    private final ConsentPages consent;

    AuthorizeHandlers(
            AuthorizationRequestReader reader,
            AuthorizationPolicy policy,
            RegisteredClients clients,
            Grants grants,
            WaitingRequests waiting,
            AuthorizeResponses responses,
            ConsentPages consent) {
        this.reader = reader;
        this.policy = policy;
        this.clients = clients;
        this.grants = grants;
        this.waiting = waiting;
        this.responses = responses;
        this.consent = consent;
    }

    /**
     * A request with its client and what is known about it.
     *
     * @param id empty when it has not waited
     */
    private record Current(
            AuthorizationRequest request, RegisteredClient client, Optional<Token> id, Situation situation) {
        Current confirmedBy(Session session) {
            return new Current(request, client, id, new Situation(Optional.of(session), situation.madeAt(), true));
        }

        @Override
        public String toString() {
            return "Current[" + client.id() + "]";
        }
    }

    Response begin(RoutedRequest call) {
        return checked(call, FormParameters.ofQuery(call.request()), request -> {
            var situation = new Situation(call.authentication().session(), Optional.empty(), false);
            return next(call, new Current(request, client(call, request), Optional.empty(), situation));
        });
    }

    /** A post from another site has no cookies, so the session is looked up only by the request that follows. */
    Response beginByPost(RoutedRequest call, FormParameters form) {
        return checked(call, form, request -> responses.resume(waiting.save(call, request)));
    }

    private Response checked(
            RoutedRequest call, FormParameters parameters, Function<AuthorizationRequest, Response> work) {
        try {
            return work.apply(reader.read(parameters));
        } catch (AuthorizationException e) {
            return responses.refusal(
                    call, e.client(), e.target(), new Decision.Refuse(e.error(), String.valueOf(e.getMessage())));
        }
    }

    /** Continues after a page. */
    Response resume(RoutedRequest call) {
        return next(call, current(call));
    }

    /** Takes the decision of the confirmation page. */
    Response decide(RoutedRequest call, FormParameters form) {
        Current shown = current(call);
        return switch (form.require("decision")) {
            case "continue" -> confirmed(call, form, shown);
            case "switch" ->
                responses.login(
                        WaitingRequest.known(id(shown)), shown.request(), shown.client(), Decision.Login.SWITCH);
            case "cancel" ->
                refused(
                        call,
                        shown,
                        new Decision.Refuse(OAuthError.ACCESS_DENIED, "The user has cancelled the login."));
            default -> throw new OAuthException(OAuthError.INVALID_REQUEST, "The page was sent without a decision.");
        };
    }

    /** Shows the page again when another user has logged in since, in another tab. */
    private Response confirmed(RoutedRequest call, FormParameters form, Current shown) {
        Optional<Session> session =
                shown.situation().session().filter(one -> consent.isShownTo(one, shown.client(), form));
        if (session.isEmpty()) {
            return next(call, shown);
        }
        ConsentPages.Chosen chosen = consent.choose(session.get(), form);
        return next(call, shown.confirmedBy(chosen.session())).withCookies(chosen.cookies());
    }

    private Current current(RoutedRequest call) {
        Token id = Token.parse(call.parameter("id")).orElseThrow(AuthorizeHandlers::unknown);
        WaitingRequests.Found found = waiting.find(call, id).orElseThrow(AuthorizeHandlers::unknown);
        var situation = new Situation(call.authentication().session(), Optional.of(found.madeAt()), false);
        return new Current(found.request(), client(call, found.request()), Optional.of(id), situation);
    }

    private Response next(RoutedRequest call, Current current) {
        Decision decision = policy.decide(current.request(), current.client(), current.situation());
        if (decision instanceof Decision.Grant grant) {
            return granted(call, current, grant.session());
        }
        if (decision instanceof Decision.Refuse refuse) {
            return refused(call, current, refuse);
        }
        WaitingRequest stored =
                current.id().map(WaitingRequest::known).orElseGet(() -> waiting.save(call, current.request()));
        if (decision instanceof Decision.Authenticate login) {
            return responses.login(stored, current.request(), current.client(), login.login());
        }
        return current.id().isPresent() && decision instanceof Decision.Confirm confirm
                ? consent.page(call, stored.id(), current.request(), current.client(), confirm.session())
                : responses.resume(stored);
    }

    private Response granted(RoutedRequest call, Current current, Session session) {
        take(call, current);
        AuthorizationRequest request = current.request();
        var code = new CodeRequest(
                current.client(),
                request.target().redirectUri(),
                request.scope(),
                request.challenge(),
                request.nonce());
        return grants.issueCode(session, code)
                .map(issued -> responses.code(call, request.target(), issued))
                .orElseGet(() -> responses.refusal(
                        call,
                        current.client().id(),
                        request.target(),
                        new Decision.Refuse(OAuthError.LOGIN_REQUIRED, "The session has just ended.")));
    }

    private Response refused(RoutedRequest call, Current current, Decision.Refuse refuse) {
        take(call, current);
        return responses.refusal(call, current.client().id(), current.request().target(), refuse);
    }

    /** Only one response is sent for a request. */
    private void take(RoutedRequest call, Current current) {
        if (current.id().filter(id -> !waiting.take(call, id)).isPresent()) {
            throw unknown();
        }
    }

    /** The file of the client may have changed since the request was stored. */
    private RegisteredClient client(RoutedRequest call, AuthorizationRequest request) {
        RegisteredClient client = clients.find(request.client())
                .filter(one -> one.entry().isActive())
                .filter(one -> one.hasRedirectUri(request.target().redirectUri()))
                .orElseThrow(AuthorizeHandlers::unknown);
        call.setClient(client.id().value());
        return client;
    }

    private static Token id(Current current) {
        return current.id().orElseThrow();
    }

    private static OAuthException unknown() {
        return new OAuthException(
                OAuthError.INVALID_REQUEST,
                "This login is unknown in this browser, already used or older than 20 minutes. Begin again in the"
                        + " application.");
    }
}
