package dev.saoma.servlet.internal.security;

import dev.saoma.error.ApplicationFault;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.internal.http.Guard;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.session.Sessions;
import dev.saoma.store.Session;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Who sends a request, by bearer token or cookie. A bearer token, good or bad, rules the cookie out. */
public final class Authentication {
    private static final String SCHEME = "Bearer";

    private final Sessions sessions;
    private final Cookies cookies;
    private final CurrentUser currentUser;
    private final Optional<AdminKey> adminKey;
    private final Optional<String> reauthUrl;

    public Authentication(
            Sessions sessions,
            Cookies cookies,
            CurrentUser currentUser,
            Optional<AdminKey> adminKey,
            Optional<String> reauthUrl) {
        this.reauthUrl = reauthUrl;
        this.adminKey = adminKey;
        this.sessions = sessions;
        this.cookies = cookies;
        this.currentUser = currentUser;
    }

    /** The Saoma session as the only way to be signed in. */
    public static CurrentUser bySession(Sessions sessions, Cookies cookies) {
        return request -> session(sessions, cookies, request)
                .map(session -> new CurrentUser.SignedIn(session.user(), session.authenticatedAt()));
    }

    /** Whether the request names its session in a header; it may name none that there is. */
    public static boolean isBearer(HttpServletRequest request) {
        return authorization(request).isPresent();
    }

    /**
     * Whether the bearer token, and nothing that a browser sends by itself, is what signs the caller in. No page of another
     * origin has such a token, but any page can send one that is worth nothing beside a cookie of the application's.
     */
    public boolean isSignedInByBearer(Guard guard, HttpServletRequest request) {
        if (!isBearer(request)) {
            return false;
        }
        // An administrator's route asks for the key next, and nothing else counts there.
        return guard == Guard.ADMIN
                || session(request)
                        .filter(session -> find(request)
                                .filter(user -> user.user().equals(session.user()))
                                .isPresent())
                        .isPresent();
    }

    /** The secret that came; it may open nothing. */
    public Optional<Token> secret(HttpServletRequest request) {
        return secret(cookies, request);
    }

    /** The live Saoma session of the request. */
    public Optional<Session> session(HttpServletRequest request) {
        return session(sessions, cookies, request);
    }

    public static Optional<Session> session(Sessions sessions, Cookies cookies, HttpServletRequest request) {
        return secret(cookies, request).flatMap(sessions::check);
    }

    /**
     * Requires what the guard of a route asks for.
     *
     * @throws LoginException {@code session_required}, {@code reauth_required}
     */
    public void require(Guard guard, HttpServletRequest request) {
        if (guard == Guard.PUBLIC) {
            return;
        }
        if (guard == Guard.ADMIN) {
            requireAdmin(request);
            return;
        }
        CurrentUser.SignedIn user = signedIn(request);
        if (guard == Guard.RECENT && !sessions.recent(user.authenticatedAt())) {
            throw toReauth(new LoginException(
                    ErrorCode.REAUTH_REQUIRED, "You signed in too long ago for this. Log in again, then repeat it."));
        }
    }

    /** Whoever shows the refusal knows where the application lets people prove who they are. */
    private LoginException toReauth(LoginException refusal) {
        return reauthUrl.map(url -> refusal.with("reauthUrl", url)).orElse(refusal);
    }

    private void requireAdmin(HttpServletRequest request) {
        adminKey.orElseThrow(RequestErrors::unknownAddress).require(authorization(request), request);
    }

    /** Who is signed in, by the Saoma session or by the application's own login. */
    public CurrentUser.SignedIn signedIn(HttpServletRequest request) {
        return find(request).orElseThrow(Authentication::nobody);
    }

    /** Likewise; empty when nobody is. */
    public Optional<CurrentUser.SignedIn> find(HttpServletRequest request) {
        return ApplicationFault.named("CurrentUser", () -> currentUser.of(request));
    }

    /**
     * Who is signed in by the Saoma session, the only sign-in that a proof by WeChat renews.
     *
     * @throws LoginException {@code session_required}; {@code forbidden} for a user of the application's own login
     */
    public UserId provable(HttpServletRequest request) {
        CurrentUser.SignedIn user = signedIn(request);
        return session(request)
                .filter(session -> user.equals(new CurrentUser.SignedIn(session.user(), session.authenticatedAt())))
                .map(Session::user)
                .orElseThrow(() -> toReauth(new LoginException(
                        ErrorCode.FORBIDDEN,
                        "Whoever is signed in here is known by the application's own login, which a scan does not renew."
                                + " Send the person to the address in saoma.reauth-url.")));
    }

    public static LoginException nobody() {
        return new LoginException(ErrorCode.SESSION_REQUIRED, "Nobody is signed in here. Log in first.");
    }

    private static Optional<Token> secret(Cookies cookies, HttpServletRequest request) {
        Optional<String> bearer = authorization(request);
        return bearer.isPresent() ? bearer.flatMap(Token::parse) : cookies.session(request);
    }

    private static Optional<String> authorization(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders("Authorization"));
        return values.stream()
                .flatMap(value -> bearer(value).stream())
                .findFirst()
                .map(token -> values.size() > 1 ? "" : token);
    }

    /** What stands behind the scheme, which may be nothing; empty for another scheme. */
    private static Optional<String> bearer(String value) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String rest = value.substring(SCHEME.length());
        return rest.isEmpty() || rest.startsWith(" ") ? Optional.of(rest.strip()) : Optional.empty();
    }
}
