package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.session.Session;
import dev.saoma.session.SessionId;
import dev.saoma.session.Sessions;
import java.time.Instant;
import java.util.List;

/** A user's own sessions, on all devices. Whose they are is what the Saoma session says, never the request. */
final class SessionListHandlers {
    static final String OTHERS = "others=true";

    private final Sessions sessions;
    private final Caller caller;
    private final Cookies cookies;

    SessionListHandlers(Sessions sessions, Caller caller, Cookies cookies) {
        this.sessions = sessions;
        this.caller = caller;
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

    Answer list(Call call) {
        Session own = own(call);
        List<Listed> all = sessions.of(own.user()).stream()
                .map(session -> Listed.of(session, own.id()))
                .toList();
        return Answer.json(200, all);
    }

    Answer endOne(Call call) {
        Session own = own(call);
        var id = new SessionId(call.parameter("id"));
        if (!sessions.end(own.user(), id)) {
            throw new LoginException(
                    ErrorCode.NOT_FOUND, "You have no session of that name; GET /api/sessions lists them.");
        }
        Answer answer = Answer.empty(204, Kind.API);
        return id.equals(own.id()) && !Caller.isBearer(call.request())
                ? answer.withCookies(cookies.forget(call.request()))
                : answer;
    }

    Answer endOthers(Call call) {
        Session own = own(call);
        if (call.request().getQueryString() == null) {
            throw Members.invalid("Add ?" + OTHERS + " to end all sessions but this one.");
        }
        sessions.endOthers(own.user(), own.secretHash());
        return Answer.empty(204, Kind.API);
    }

    private Session own(Call call) {
        return caller.session(call.request()).orElseThrow(Caller::nobody);
    }
}
