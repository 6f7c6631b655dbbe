package dev.saoma.oidc.handler;

import dev.saoma.App;
import dev.saoma.identity.Corp;
import dev.saoma.identity.User;
import dev.saoma.login.SignedIn;
import dev.saoma.oidc.authorize.AuthorizationRequest;
import dev.saoma.oidc.client.RegisteredClient;
import dev.saoma.oidc.grant.SessionName;
import dev.saoma.secret.Token;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.form.FormParameters;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.page.Consent;
import dev.saoma.servlet.internal.page.OAuthPages;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.session.SessionUsers.SessionUser;
import dev.saoma.store.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The page on which a user confirms the login to a client, and what its form sends. */
final class ConsentPages {
    private final App app;
    private final String issuer;
    private final Cookies cookies;
    private final OAuthPages pages;

    ConsentPages(App app, WebSettings web, OAuthPages pages) {
        this.app = app;
        this.issuer = web.address();
        this.cookies = new Cookies(web);
        this.pages = pages;
    }

    /**
     * The session after the form was sent.
     *
     * @param cookies to be set, when the session has a new secret
     */
    record Chosen(Session session, List<String> cookies) {
        @Override
        public String toString() {
            return "Chosen[***]";
        }
    }

    Response page(
            RoutedRequest call, Token id, AuthorizationRequest request, RegisteredClient client, Session session) {
        Optional<SessionUser> known = app.sessions().users().find(session.user());
        Optional<User> user = known.map(SessionUser::user);
        return pages.consent(new Consent(
                new Consent.Form(id.reveal(), shown(session, client)),
                new Consent.Person(
                        user.flatMap(one -> Optional.ofNullable(one.nicknameOrNull()))
                                .orElse(""),
                        user.flatMap(one -> Optional.ofNullable(one.avatarOrNull()))),
                new Consent.Client(client.title(), request.target().redirectUri()),
                scopes(request, client),
                corps(session, known.map(SessionUser::corps).orElse(List.of())),
                Languages.of(call.request(), request.language())));
    }

    private static Set<String> scopes(AuthorizationRequest request, RegisteredClient client) {
        var scopes = new LinkedHashSet<>(request.scope());
        if (client.tokens().refresh()) {
            scopes.add("refresh");
        }
        return scopes;
    }

    private static List<Consent.Corp> corps(Session session, List<Corp> all) {
        Optional<Corp> chosen = session.corp();
        return all.stream()
                .map(corp -> new Consent.Corp(
                        corp.id().value(),
                        corp.name(),
                        chosen.filter(one -> one.id().equals(corp.id())).isPresent()))
                .toList();
    }

    /** Returns whether the form was shown to the user of this session. */
    boolean isShownTo(Session session, RegisteredClient client, FormParameters form) {
        return form.find("session").filter(shown(session, client)::equals).isPresent();
    }

    private String shown(Session session, RegisteredClient client) {
        return SessionName.of(issuer, session.id(), client.id()).value();
    }

    /** Changes the organisation of the session to the one that was chosen. */
    Chosen choose(Session session, FormParameters form) {
        Optional<String> corp = form.find("corp")
                .filter(id -> session.corp()
                        .filter(current -> current.id().value().equals(id))
                        .isEmpty());
        if (corp.isEmpty()) {
            return new Chosen(session, List.of());
        }
        SignedIn moved = app.login().changeCorp(session, corp.get());
        return new Chosen(moved.session(), List.of(cookies.rememberSession(moved.secret())));
    }
}
