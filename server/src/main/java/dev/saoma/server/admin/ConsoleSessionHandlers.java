package dev.saoma.server.admin;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.server.account.Account;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.admin.RequestBodies.ConsoleSignIn;
import dev.saoma.server.administrator.ConsoleAuthentication;
import dev.saoma.server.administrator.ConsoleSession;
import dev.saoma.server.administrator.ConsoleSessions;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Administrator;
import dev.saoma.store.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/session}: the session of the console. */
final class ConsoleSessionHandlers {
    private final ConsoleAuthentication authentication;
    private final ConsoleSessions sessions;
    private final Accounts accounts;
    private final Clock clock;

    ConsoleSessionHandlers(
            ConsoleAuthentication authentication, ConsoleSessions sessions, Accounts accounts, Clock clock) {
        this.authentication = authentication;
        this.sessions = sessions;
        this.accounts = accounts;
        this.clock = clock;
    }

    private record SessionView(
            @Nullable String userId,
            @Nullable String nickname,
            @Nullable String avatar,
            String role,
            boolean isRecent,
            @Nullable Instant expiresAt) {}

    /** Opens a session for the user of the Saoma session, who must have scanned recently, or for the key. */
    Response open(RoutedRequest call, ConsoleSignIn body) {
        authentication.requireOwnPage(call.request());
        ConsoleSessions.Opened opened = body.key().isPresent()
                ? openByKey(call, body.key().get())
                : openByScan(call.authentication().requireSession());
        authentication.end(call.request());
        return Response.json(201, view(opened.session(), true))
                .withCookies(List.of(authentication.remember(opened.secret())));
    }

    private ConsoleSessions.Opened openByKey(RoutedRequest call, String key) {
        authentication.requireKey(key, call.request());
        return sessions.openByKey();
    }

    private ConsoleSessions.Opened openByScan(Session session) {
        Instant scanned = session.authenticatedAt();
        if (!clock.instant().isBefore(scanned.plus(ConsoleSessions.RECENT))) {
            throw new LoginException(
                    ErrorCode.REAUTH_REQUIRED, "The console needs a scan of the last five minutes. Scan again.");
        }
        return sessions.open(session.user(), scanned);
    }

    Response current(RoutedRequest call) {
        Administrator sender = call.authentication().administrator();
        return Response.json(
                200,
                authentication
                        .find(call.request())
                        .filter(session -> session.actor().equals(sender.actor()))
                        .map(session -> view(session, sender.isRecent()))
                        .orElseGet(() -> new SessionView(null, null, null, name(sender), sender.isRecent(), null)));
    }

    Response end(RoutedRequest call) {
        return Response.empty(204, ResponseKind.API).withCookies(List.of(authentication.end(call.request())));
    }

    private SessionView view(ConsoleSession session, boolean isRecent) {
        Optional<Account> account = session.user().flatMap(accounts::account);
        return new SessionView(
                session.user().map(user -> user.value()).orElse(null),
                account.map(Account::nickname).orElse(null),
                account.map(Account::avatarOrNull).orElse(null),
                session.role().name().toLowerCase(Locale.ROOT),
                isRecent,
                session.expiresAt());
    }

    private static String name(Administrator sender) {
        return sender.role().name().toLowerCase(Locale.ROOT);
    }
}
