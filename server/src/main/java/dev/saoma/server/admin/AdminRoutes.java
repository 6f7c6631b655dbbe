package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.server.account.AccountChanges;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.admin.RequestBodies.CorpChange;
import dev.saoma.server.admin.RequestBodies.InvitationBody;
import dev.saoma.server.admin.RequestBodies.NewCorp;
import dev.saoma.server.admin.RequestBodies.NewUser;
import dev.saoma.server.admin.RequestBodies.Unbinding;
import dev.saoma.server.admin.RequestBodies.UserChange;
import dev.saoma.server.organization.OrganizationChanges;
import dev.saoma.server.organization.Organizations;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Guard;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The routes of the administrator's API. Each of them requires the administrator's key. */
public final class AdminRoutes {
    private static final String USER = "/api/admin/users/{userId}";
    private static final String CORP = "/api/admin/corps/{corpId}";

    private final UserHandlers users;
    private final SignInHandlers signIn;
    private final CorpHandlers corps;
    private final AuditHandlers audit;

    private AdminRoutes(App app, Database database, InvitationLinks links) {
        this.users = new UserHandlers(
                app,
                new Accounts(database, app.clock()),
                new AccountChanges(database, app.sessions(), app.clock()),
                links);
        this.signIn = new SignInHandlers(app, users);
        this.corps = new CorpHandlers(
                new Organizations(database), new OrganizationChanges(database, app.sessions(), app.clock()));
        this.audit = new AuditHandlers(database);
    }

    /**
     * Returns the routes of one app.
     *
     * @param database the database with the tables of the server and of the login
     * @param links creates the invitations
     */
    public static List<Route> of(App app, Database database, InvitationLinks links) {
        var routes = new AdminRoutes(app, database, links);
        return Stream.of(routes.userRoutes(), routes.signInRoutes(), routes.corpRoutes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> userRoutes() {
        return List.of(
                plain("GET", "/api/admin/users", users::list),
                reading("POST", "/api/admin/users", NewUser.class, NewUser::read, users::create),
                plain("GET", USER, users::one),
                reading("PATCH", USER, UserChange.class, UserChange::read, users::change),
                plain("DELETE", USER, users::delete),
                reading("POST", USER + "/invitations", InvitationBody.class, InvitationBody::read, users::invite));
    }

    private List<Route> signInRoutes() {
        return List.of(
                plain("GET", USER + "/bindings", signIn::bindings),
                reading("POST", USER + "/bindings/{instance}/unbind", Unbinding.class, Unbinding::read, signIn::unbind),
                plain("GET", USER + "/sessions", signIn::sessions),
                plain("DELETE", USER + "/sessions", signIn::endSessions),
                plain("DELETE", USER + "/sessions/{sessionId}", signIn::endSession),
                plain("GET", "/api/admin/audit", audit::newest));
    }

    private List<Route> corpRoutes() {
        return List.of(
                plain("GET", "/api/admin/corps", corps::list),
                reading("POST", "/api/admin/corps", NewCorp.class, NewCorp::read, corps::create),
                plain("GET", CORP, corps::one),
                reading("PATCH", CORP, CorpChange.class, CorpChange::read, corps::rename),
                plain("DELETE", CORP, corps::delete),
                plain("GET", CORP + "/members", corps::members),
                plain("PUT", CORP + "/members/{userId}", corps::add),
                plain("DELETE", CORP + "/members/{userId}", corps::remove));
    }

    private static Route plain(String method, String path, Route.Handler handler) {
        return Route.plain(method, path, Guard.ADMIN, ResponseKind.API, handler);
    }

    private static <B extends Record> Route reading(
            String method, String path, Class<B> body, Function<JsonBody, B> read, Route.BodyHandler<B> handler) {
        return Route.reading(method, path, Guard.ADMIN, body, read, handler);
    }
}
