package dev.saoma.servlet.internal.security;

import dev.saoma.error.ApplicationFault;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.servlet.CurrentUser.SignedIn;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.SessionToken;
import dev.saoma.store.Actor;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Authenticates the sender of one request, by bearer token or cookie; with a bearer token, valid or not, the cookie is not
 * read. The session and the user of the application's own login are each looked up at most once, when first needed. Used by
 * the thread of the request.
 */
public final class Authentication {
    private final AuthenticationSources sources;
    private final HttpServletRequest request;
    private final SessionLookup lookup;
    private Optional<SignedIn> user = Optional.empty();
    private boolean userKnown;
    private Optional<Administrator> administrator = Optional.empty();

    /** Creates the authentication of a request; looks nothing up yet. */
    public Authentication(AuthenticationSources sources, HttpServletRequest request) {
        this.sources = sources;
        this.request = request;
        this.lookup = SessionLookup.of(request, sources.sessions(), sources.cookies());
    }

    /** Returns whether the request has a {@link SessionToken} or another bearer token, valid or not. */
    public boolean isBearer() {
        return SessionToken.isPresent(request);
    }

    /**
     * Returns whether the bearer token authenticates the user, not a cookie, which browsers send by themselves. No page of
     * another origin has a valid token, but any page can send an invalid one together with a cookie of the application.
     */
    public boolean isSignedInByBearer(Guard guard) {
        if (!isBearer()) {
            return false;
        }
        // A route of administrators checks the bearer token next, and no cookie then.
        return guard.role().isPresent()
                || session()
                        .filter(session -> user().filter(user -> user.user().equals(session.user()))
                                .isPresent())
                        .isPresent();
    }

    /** Returns the secret of the session as sent; there may be no session of it. */
    public Optional<Token> secret() {
        return SessionLookup.secret(request, sources.cookies());
    }

    /** Returns the live Saoma session; empty when there is none. */
    public Optional<Session> session() {
        return secret().flatMap(lookup::find);
    }

    /**
     * Returns the live Saoma session.
     *
     * @throws LoginException {@code session_required} when there is none
     */
    public Session requireSession() {
        return session().orElseThrow(Authentication::sessionRequired);
    }

    /** Returns the user who is signed in, by the Saoma session or by the application's own login. */
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
     * Returns the user who is signed in.
     *
     * @throws LoginException {@code session_required} when no user is
     */
    public SignedIn requireUser() {
        return user().orElseThrow(Authentication::sessionRequired);
    }

    /**
     * Returns the user whom a re-authentication by WeChat can renew: by the Saoma session, or by a new token of the
     * application.
     *
     * @throws LoginException {@code session_required}; {@code forbidden} for a user of the application's own login, when no
     *     {@link dev.saoma.servlet.TokenIssuer} can issue a new token
     */
    public UserId requireReauthUser() {
        SignedIn current = requireUser();
        if (sources.tokenIssuer().isPresent()) {
            return current.user();
        }
        return session()
                .filter(session -> current.equals(signedIn(session)))
                .map(Session::user)
                .orElseThrow(() -> withReauthUrl(new LoginException(
                        ErrorCode.FORBIDDEN,
                        "The user is signed in by the application's own login, which a WeChat scan does not renew."
                                + " Send the person to the address in saoma.reauth-url.")));
    }

    /**
     * Requires what the guard of a route demands.
     *
     * @throws LoginException {@code session_required}, {@code reauth_required}
     */
    public void require(Guard guard) {
        switch (guard) {
            case PUBLIC -> {}
            case SESSION -> requireUser();
            case RECENT -> requireRecent();
            case VIEWER, OPERATOR, OWNER -> requireAdministrator(guard);
            case RECENT_OWNER -> {
                requireAdministrator(guard);
                requireRecentAdministrator();
            }
        }
    }

    private void requireAdministrator(Guard guard) {
        Administrator sender = sources.administrators()
                .orElseThrow(RequestErrors::unknownAddress)
                .require(request);
        Role needed = guard.role().orElseThrow();
        if (!sender.role().includes(needed)) {
            throw new LoginException(
                    ErrorCode.FORBIDDEN,
                    "This needs the role " + needed.name().toLowerCase(Locale.ROOT) + "; an owner can give it.");
        }
        administrator = Optional.of(sender);
    }

    /**
     * Requires that the administrator has authenticated in the last minutes, after {@link #require} with a role.
     *
     * @throws LoginException {@code reauth_required}
     */
    public void requireRecentAdministrator() {
        if (!administrator().isRecent()) {
            throw new LoginException(
                    ErrorCode.REAUTH_REQUIRED, "You scanned too long ago for this. Scan again, then repeat it.");
        }
    }

    /** Returns the administrator, after {@link #require} with a role. */
    public Administrator administrator() {
        return administrator.orElseThrow();
    }

    /** Returns who makes the changes of a request to a route with this guard; empty when the route requires no user. */
    public Optional<Actor> actor(Guard guard) {
        return switch (guard) {
            case PUBLIC -> Optional.empty();
            case SESSION, RECENT -> user().map(signedIn -> Actor.of(signedIn.user()));
            case VIEWER, OPERATOR, OWNER, RECENT_OWNER -> administrator.map(Administrator::actor);
        };
    }

    private void requireRecent() {
        if (!sources.sessions().recent(requireUser().authenticatedAt())) {
            throw withReauthUrl(new LoginException(
                    ErrorCode.REAUTH_REQUIRED, "You signed in too long ago for this. Log in again, then repeat it."));
        }
    }

    /** Adds the re-authentication URL, to which the page that shows the refusal links. */
    private LoginException withReauthUrl(LoginException refusal) {
        return sources.reauthUrl().map(url -> refusal.with("reauthUrl", url)).orElse(refusal);
    }

    private static SignedIn signedIn(Session session) {
        return new SignedIn(session.user(), session.authenticatedAt());
    }

    /** Returns {@code session_required}: no user is signed in. */
    public static LoginException sessionRequired() {
        return new LoginException(ErrorCode.SESSION_REQUIRED, "Nobody is signed in here. Log in first.");
    }
}
