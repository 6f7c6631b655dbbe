package dev.saoma.server.operation;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.server.account.FirstInvitation;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.administrator.Roles;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.handler.RoutedRequest;
import dev.saoma.servlet.internal.http.Response;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Guard;
import java.util.List;
import java.util.Optional;

/** {@code /api/admin/setup}: the last step of the set-up of a new server, when it has a login method. */
public final class SetupHandlers {
    private final App app;
    private final FirstInvitation first;
    private final InvitationLinks links;
    private final Roles roles;

    private SetupHandlers(App app, WebSettings web, Database database, Roles roles) {
        this.app = app;
        this.first = new FirstInvitation(app, database);
        this.links = new InvitationLinks(app, web);
        this.roles = roles;
    }

    /** Returns the routes; none without the console. */
    public static List<Route> routes(App app, WebSettings web, Database database, Optional<ConsoleAccess> console) {
        return console.map(access -> new SetupHandlers(app, web, database, access.roles()))
                .map(handlers -> List.of(Route.plain(
                        "POST", "/api/admin/setup/invitation", Guard.OWNER, ResponseKind.API, handlers::invite)))
                .orElse(List.of());
    }

    /** Invites the first user, who becomes the owner. */
    private Response invite(RoutedRequest call) {
        if (app.loginInstances().stream().noneMatch(LoginInstance::isActive)) {
            throw new LoginException(
                    ErrorCode.LOGIN_INACTIVE,
                    "No login method is switched on; switch one on, then invite the first user.");
        }
        FirstInvitation.Recipient recipient = first.anyRecipient()
                .orElseThrow(() -> new LoginException(
                        ErrorCode.NOT_FOUND,
                        "This server has users already. Invite one of them, and give one the role owner."));
        roles.makeFirstOwner(recipient.user());
        return Response.json(201, links.create(recipient.instance(), recipient.user()));
    }
}
