package dev.saoma.server.admin;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.secret.Token;
import dev.saoma.server.account.Account;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.admin.RequestBodies.ConsoleSignIn;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.administrator.ConsoleAuthentication;
import dev.saoma.server.administrator.ConsoleSession;
import dev.saoma.server.administrator.ConsoleSessions;
import dev.saoma.server.administrator.ScanHandover;
import dev.saoma.server.administrator.SetupLinks;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/session}: the session of the console. */
final class ConsoleSessionHandlers {
    private final ConsoleAuthentication authentication;
    private final ConsoleSessions sessions;
    private final SetupLinks setup;
    private final Optional<ScanHandover> handover;
    private final Accounts accounts;
    private final Clock clock;

    ConsoleSessionHandlers(ConsoleAccess console, Accounts accounts, Clock clock) {
        this.authentication = console.authentication();
        this.sessions = console.sessions();
        this.setup = console.setup();
        this.handover = console.handover();
        this.accounts = accounts;
        this.clock = clock;
    }

    private record SessionView(
            @Nullable String userId,
            @Nullable String nickname,
            @Nullable String avatar,
            String role,
            boolean isRecent,
            String openedBy,
            @Nullable Instant expiresAt) {}

    /** Opens a session for the user of the Saoma session, who must have scanned recently, for the key, or for the setup link. */
    Response open(RoutedRequest call, ConsoleSignIn body) {
        authentication.requireOwnPage(call.request());
        ConsoleSessions.Opened opened = opened(call, body);
        authentication.end(call.request());
        return Response.json(201, view(opened.session(), true))
                .withCookies(Stream.concat(
                                Stream.of(authentication.remember(opened.secret())),
                                handover.map(ScanHandover::forget).stream())
                        .toList());
    }

    private ConsoleSessions.Opened opened(RoutedRequest call, ConsoleSignIn body) {
        if (body.key().isPresent()) {
            return openByKey(call, body.key().get());
        }
        if (body.setup().isPresent()) {
            return setup.open(Token.parse(body.setup().get()).orElseGet(Token::random));
        }
        return handover.map(from -> openByCode(call, from, body.scan()))
                .orElseGet(() -> openByScan(call.authentication().requireSession()));
    }

    /** No session of the public address counts here, also where its cookie comes along, as cookies are not bound to a port. */
    private ConsoleSessions.Opened openByCode(RoutedRequest call, ScanHandover from, Optional<String> code) {
        ScanHandover.Scan scan = from.take(
                code.orElseThrow(() -> new LoginException(
                        ErrorCode.SESSION_REQUIRED, "Give a key, or the code of a scan; …/session/scan begins one.")),
                call.request());
        boolean isOther = authentication
                .find(call.request())
                .flatMap(ConsoleSession::user)
                .filter(user -> !user.equals(scan.user()))
                .isPresent();
        if (isOther) {
            throw new LoginException(
                    ErrorCode.FORBIDDEN,
                    "Another user is signed in to the console in this browser. Sign out there first.");
        }
        try {
            return sessions.open(scan.user(), scan.at());
        } catch (LoginException e) {
            // The person may not see it elsewhere here, and needs it to be given a role.
            throw e.code() == ErrorCode.FORBIDDEN ? e.with("userId", scan.user().value()) : e;
        }
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
                        .orElseGet(() -> new SessionView(
                                null,
                                null,
                                null,
                                name(sender),
                                sender.isRecent(),
                                sender.actor().name(),
                                null)));
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
                session.user().isPresent() ? "scan" : session.actor().name(),
                session.expiresAt());
    }

    private static String name(Administrator sender) {
        return sender.role().name().toLowerCase(Locale.ROOT);
    }
}
