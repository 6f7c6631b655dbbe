package dev.saoma.servlet.internal.handler;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.session.Sessions;
import dev.saoma.store.Actor;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import java.time.Instant;
import java.util.List;

/** Lists and ends the sessions of a user on all devices. The user is that of the request's own session. */
final class SessionListHandlers {
    static final String OTHERS = "others=true";

    private final Sessions sessions;
    private final Cookies cookies;

    SessionListHandlers(Sessions sessions, Cookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    private record Listed(
            String id,
            String device,
            String instance,
            String platform,
            Instant createdAt,
            Instant lastSeenAt,
            boolean current) {
        static Listed of(Session session, SessionId current) {
            return new Listed(
                    session.id().value(),
                    session.device(),
                    session.instance(),
                    session.platform().text(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.id().equals(current));
        }
    }

    Response list(RoutedRequest call) {
        Session own = call.authentication().requireSession();
        List<Listed> all = sessions.of(own.user()).stream()
                .map(session -> Listed.of(session, own.id()))
                .toList();
        return Response.json(200, all);
    }

    Response endOne(RoutedRequest call) {
        Session own = call.authentication().requireSession();
        var id = new SessionId(call.parameter("id"));
        if (!sessions.end(own.user(), id, Actor.of(own.user()))) {
            throw new LoginException(
                    ErrorCode.NOT_FOUND, "You have no session of that name; GET /api/sessions lists them.");
        }
        Response answer = Response.empty(204, ResponseKind.API);
        return id.equals(own.id()) && !call.authentication().isBearer()
                ? answer.withCookies(cookies.forget(call.request()))
                : answer;
    }

    Response endOthers(RoutedRequest call) {
        Session own = call.authentication().requireSession();
        if (call.request().getQueryString() == null) {
            throw RequestErrors.invalid("Add ?" + OTHERS + " to end all sessions but this one.");
        }
        sessions.endOthers(own.user(), own.secretHash());
        return Response.empty(204, ResponseKind.API);
    }
}
