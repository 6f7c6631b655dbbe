package dev.saoma.servlet.internal.security;

import dev.saoma.error.ApplicationFault;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.servlet.CurrentUser.SignedIn;
import dev.saoma.servlet.internal.http.BearerToken;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who sends one request, by bearer token or cookie; a bearer token, valid or not, takes the place of the cookie. The session
 * is looked up at most once, and the application's own login is asked at most once, when they are first needed.
 */
public final class Authentication {
    private final AuthenticationSources sources;
    private final HttpServletRequest request;
    private final SessionLookup lookup;
    private Optional<SignedIn> user = Optional.empty();
    private boolean userKnown;

    /** Of a request; nothing is looked up yet. */
    public Authentication(AuthenticationSources sources, HttpServletRequest request) {
        this.sources = sources;
        this.request = request;
        this.lookup = SessionLookup.of(request, sources.sessions(), sources.cookies());
    }

    /** Whether the request has a bearer token, valid or not. */
    public boolean isBearer() {
        return BearerToken.isPresent(request);
    }

    /**
     * Whether the bearer token, and nothing that a browser sends by itself, authenticates the user. No page of another origin
     * has such a token, but any page can send an invalid one beside a cookie of the application's.
     */
    public boolean isSignedInByBearer(Guard guard) {
        if (!isBearer()) {
            return false;
        }
        // An administrator's route asks for the key next, and nothing else counts there.
        return guard == Guard.ADMIN
                || session()
                        .filter(session -> user().filter(user -> user.user().equals(session.user()))
                                .isPresent())
                        .isPresent();
    }

    /** The secret of the session, which may open none. */
    public Optional<Token> secret() {
        return SessionLookup.secret(request, sources.cookies());
    }

    /** The live Saoma session. */
    public Optional<Session> session() {
        return secret().flatMap(lookup::find);
    }

    /**
     * The live Saoma session.
     *
     * @throws LoginException {@code session_required} when there is none
     */
    public Session requireSession() {
        return session().orElseThrow(Authentication::sessionRequired);
    }

    /** Who is signed in, by the Saoma session or by the application's own login. */
    public Optional<SignedIn> user() {
        if (!userKnown) {
            user = sources.currentUser()
                    .map(own -> ApplicationFault.named("CurrentUser", () -> own.of(request)))
                    .orElseGet(() -> session().map(Authentication::signedIn));
            userKnown = true;
        }
        return user;
    }

    /**
     * Who is signed in.
     *
     * @throws LoginException {@code session_required} when nobody is
     */
    public SignedIn requireUser() {
        return user().orElseThrow(Authentication::sessionRequired);
    }

    /**
     * Who is signed in by the Saoma session, the only sign-in that a re-authentication by WeChat renews.
     *
     * @throws LoginException {@code session_required}; {@code forbidden} for a user of the application's own login
     */
    public UserId requireSessionUser() {
        SignedIn current = requireUser();
        return session()
                .filter(session -> current.equals(signedIn(session)))
                .map(Session::user)
                .orElseThrow(() -> withReauthUrl(new LoginException(
                        ErrorCode.FORBIDDEN,
                        "Whoever is signed in here is known by the application's own login, which a scan does not renew."
                                + " Send the person to the address in saoma.reauth-url.")));
    }

    /**
     * Requires what the guard of a route asks for.
     *
     * @throws LoginException {@code session_required}, {@code reauth_required}
     */
    public void require(Guard guard) {
        switch (guard) {
            case PUBLIC -> {}
            case SESSION -> requireUser();
            case RECENT -> requireRecent();
            case ADMIN ->
                sources.adminKey()
                        .orElseThrow(RequestErrors::unknownAddress)
                        .require(BearerToken.find(request), request);
        }
    }

    private void requireRecent() {
        if (!sources.sessions().recent(requireUser().authenticatedAt())) {
            throw withReauthUrl(new LoginException(
                    ErrorCode.REAUTH_REQUIRED, "You signed in too long ago for this. Log in again, then repeat it."));
        }
    }

    /** The page that shows the refusal then knows where the application lets users authenticate again. */
    private LoginException withReauthUrl(LoginException refusal) {
        return sources.reauthUrl().map(url -> refusal.with("reauthUrl", url)).orElse(refusal);
    }

    private static SignedIn signedIn(Session session) {
        return new SignedIn(session.user(), session.authenticatedAt());
    }

    /** {@code session_required}: nobody is signed in. */
    public static LoginException sessionRequired() {
        return new LoginException(ErrorCode.SESSION_REQUIRED, "Nobody is signed in here. Log in first.");
    }
}
