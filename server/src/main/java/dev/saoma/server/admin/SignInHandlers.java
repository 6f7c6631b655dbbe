package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginCodeResult.CorpEntry;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.logintype.OperationResult;
import dev.saoma.server.account.AccountChanges;
import dev.saoma.server.admin.RequestBodies.Unbinding;
import dev.saoma.servlet.internal.handler.LoginMethods;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/users/{userId}}: bindings and sessions. */
final class SignInHandlers {
    private final App app;
    private final UserHandlers users;
    private final AccountChanges changes;
    private final LoginMethods instances;

    SignInHandlers(App app, UserHandlers users, AccountChanges changes) {
        this.changes = changes;
        this.app = app;
        this.users = users;
        this.instances = new LoginMethods(app);
    }

    private record SessionView(
            String id,
            @Nullable CorpEntry corp,
            String instance,
            String device,
            String platform,
            Instant authenticatedAt,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt) {}

    Response bindings(RoutedRequest call) {
        return Response.json(200, instances.bindings(users.account(call).id()));
    }

    Response unbind(RoutedRequest call, Unbinding body) {
        UserId user = users.changeable(call).id();
        LoginInstance instance = instances.named(call);
        if (body.force()) {
            call.authentication().requireRecentAdministrator();
            changes.requireRemovable(user);
            app.login().release(instance, user);
        } else {
            instance.unbind(user.value());
        }
        return Response.json(200, OperationResult.DONE);
    }

    Response sessions(RoutedRequest call) {
        UserId user = users.account(call).id();
        return Response.json(
                200, app.sessions().of(user).stream().map(this::session).toList());
    }

    private SessionView session(Session session) {
        return new SessionView(
                session.id().value(),
                session.corp()
                        .map(corp -> new CorpEntry(corp.id().value(), corp.name()))
                        .orElse(null),
                session.instance(),
                session.device(),
                session.platform().text(),
                session.authenticatedAt(),
                session.createdAt(),
                session.lastSeenAt(),
                app.sessions().expiresAt(session));
    }

    Response endSession(RoutedRequest call) {
        UserId user = users.changeable(call).id();
        if (!app.sessions()
                .end(
                        user,
                        new SessionId(call.parameter("sessionId")),
                        app.currentActor().actor())) {
            throw new LoginException(ErrorCode.NOT_FOUND, "This user has no session of this id.");
        }
        return Response.empty(204, ResponseKind.API);
    }

    Response endSessions(RoutedRequest call) {
        app.sessions().end(users.changeable(call).id(), app.currentActor().actor());
        return Response.empty(204, ResponseKind.API);
    }
}
