package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.oidc.OidcProvider;
import dev.saoma.server.account.AccountChanges;
import dev.saoma.server.account.AccountSearch;
import dev.saoma.server.account.Accounts;
import dev.saoma.server.admin.BatchHandlers.Batch;
import dev.saoma.server.admin.RequestBodies.ConsoleSignIn;
import dev.saoma.server.admin.RequestBodies.CorpChange;
import dev.saoma.server.admin.RequestBodies.InvitationBody;
import dev.saoma.server.admin.RequestBodies.NewCorp;
import dev.saoma.server.admin.RequestBodies.NewUser;
import dev.saoma.server.admin.RequestBodies.RoleChange;
import dev.saoma.server.admin.RequestBodies.TestAnswer;
import dev.saoma.server.admin.RequestBodies.TestStart;
import dev.saoma.server.admin.RequestBodies.Unbinding;
import dev.saoma.server.admin.RequestBodies.UserChange;
import dev.saoma.server.admin.RequestBodies.UserSearch;
import dev.saoma.server.admin.element.ElementRoutes;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.administrator.InactiveRoles;
import dev.saoma.server.administrator.Roles;
import dev.saoma.server.change.AccountGuard;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.server.client.ClientHandlers;
import dev.saoma.server.element.ElementAuthors;
import dev.saoma.server.operation.LoginFindings;
import dev.saoma.server.operation.OperationHandlers;
import dev.saoma.server.operation.SetupHandlers;
import dev.saoma.server.organization.OrganizationChanges;
import dev.saoma.server.organization.Organizations;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.http.JsonBody;
import dev.saoma.servlet.internal.http.ResponseKind;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.store.sql.SqlStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The routes of the administrator's API, each with the role that it requires. */
public final class AdminRoutes {
    private static final String USER = "/api/admin/users/{userId}";
    private static final String CORP = "/api/admin/corps/{corpId}";
    private static final String SESSION = "/api/admin/session";
    private static final String ROLES = "/api/admin/roles";
    private static final String TEST = "/api/admin/elements/{fullName}/test";

    private final UserHandlers users;
    private final SearchHandlers search;
    private final ExportHandlers export;
    private final SignInHandlers signIn;
    private final CorpHandlers corps;
    private final BatchHandlers batch;
    private final AuditHandlers audit;
    private final FlowHandlers flow;
    private final FindingHandlers findings;
    private final TestScanHandlers tests;
    private final Optional<ConsoleSessionHandlers> consoleSession;
    private final Optional<RoleHandlers> roles;

    private AdminRoutes(App app, WebSettings settings, AdminServices services) {
        SqlStore store = services.store();
        Optional<ConsoleAccess> console = services.console();
        var transactions = new AdminTransactions(store, app.sessions(), app.clock(), app.currentActor());
        Optional<Roles> administrators = console.map(ConsoleAccess::roles);
        var accounts = new Accounts(store.database(), app.clock());
        AccountGuard guard = administrators.<AccountGuard>map(roles -> roles).orElseGet(InactiveRoles::new);
        var changes = new AccountChanges(transactions, new ElementAuthors(guard));
        this.users = new UserHandlers(app, accounts, changes, new InvitationLinks(app, settings), administrators);
        this.search = new SearchHandlers(new AccountSearch(store));
        this.export = new ExportHandlers(app, changes, store.database(), services.provider());
        this.signIn = new SignInHandlers(app, users, changes);
        var organizations = new OrganizationChanges(transactions);
        var errors = new LocalizedErrors();
        this.corps = new CorpHandlers(new Organizations(store.database()), organizations);
        this.batch = new BatchHandlers(app, users, changes, organizations, errors);
        this.audit = new AuditHandlers(store);
        AdminServices.Flow steps = services.flow();
        this.flow = new FlowHandlers(steps.recorder(), steps.history(), steps.streams(), app.clock(), errors);
        this.findings = new FindingHandlers(new LoginFindings(
                app,
                steps.history(),
                services.operations().nodes(),
                settings.publicUrl().getHost()));
        this.tests = new TestScanHandlers(app, settings, console.map(ConsoleAccess::authentication), errors);
        this.consoleSession = console.map(access -> new ConsoleSessionHandlers(access, accounts, app.clock()));
        this.roles = administrators.map(RoleHandlers::new);
    }

    /**
     * Returns the routes of one app.
     *
     * @param services what the routes are built on
     */
    public static List<Route> of(App app, WebSettings settings, AdminServices services) {
        var routes = new AdminRoutes(app, settings, services);
        return Stream.of(
                        routes.userRoutes(),
                        routes.signInRoutes(),
                        routes.corpRoutes(),
                        routes.flowRoutes(),
                        routes.testRoutes(),
                        ElementRoutes.of(app, services.elements(), services.store(), settings.publicUrl()),
                        routes.consoleSession.map(AdminRoutes::sessionRoutes).orElse(List.of()),
                        routes.roles.map(AdminRoutes::roleRoutes).orElse(List.of()),
                        OperationHandlers.routes(services.operations()),
                        ClientHandlers.routes(services.provider().map(OidcProvider::clients)),
                        SetupHandlers.routes(app, settings, services.store().database(), services.console()))
                .flatMap(List::stream)
                .toList();
    }

    /** The handler of the sign-in checks who asks, and which page. */
    private static List<Route> sessionRoutes(ConsoleSessionHandlers session) {
        return List.of(
                reading(Guard.PUBLIC, "POST", SESSION, ConsoleSignIn.class, ConsoleSignIn::read, session::open),
                plain(Guard.VIEWER, "GET", SESSION, session::current),
                plain(Guard.VIEWER, "DELETE", SESSION, session::end));
    }

    private static List<Route> roleRoutes(RoleHandlers roles) {
        return List.of(
                plain(Guard.VIEWER, "GET", ROLES, roles::list),
                reading(
                        Guard.RECENT_OWNER,
                        "PUT",
                        ROLES + "/{userId}",
                        RoleChange.class,
                        RoleChange::read,
                        roles::grant),
                plain(Guard.RECENT_OWNER, "DELETE", ROLES + "/{userId}", roles::revoke));
    }

    private List<Route> userRoutes() {
        return List.of(
                plain(Guard.VIEWER, "GET", "/api/admin/users", users::list),
                reading(Guard.OPERATOR, "POST", "/api/admin/users", NewUser.class, NewUser::read, users::create),
                reading(
                        Guard.VIEWER,
                        "POST",
                        "/api/admin/users/search",
                        UserSearch.class,
                        UserSearch::read,
                        search::search),
                reading(Guard.OPERATOR, "POST", "/api/admin/users/batch", Batch.class, Batch::read, batch::change),
                plain(Guard.VIEWER, "GET", USER, users::one),
                reading(Guard.OPERATOR, "PATCH", USER, UserChange.class, UserChange::read, users::change),
                plain(Guard.OWNER, "DELETE", USER, users::delete),
                plain(Guard.OPERATOR, "GET", USER + "/data", export::export),
                plain(Guard.RECENT_OWNER, "DELETE", USER + "/data", users::erase),
                reading(
                        Guard.OPERATOR,
                        "POST",
                        USER + "/invitations",
                        InvitationBody.class,
                        InvitationBody::read,
                        users::invite));
    }

    private List<Route> signInRoutes() {
        return List.of(
                plain(Guard.VIEWER, "GET", USER + "/bindings", signIn::bindings),
                reading(
                        Guard.OPERATOR,
                        "POST",
                        USER + "/bindings/{instance}/unbind",
                        Unbinding.class,
                        Unbinding::read,
                        signIn::unbind),
                plain(Guard.VIEWER, "GET", USER + "/sessions", signIn::sessions),
                plain(Guard.OPERATOR, "DELETE", USER + "/sessions", signIn::endSessions),
                plain(Guard.OPERATOR, "DELETE", USER + "/sessions/{sessionId}", signIn::endSession),
                plain(Guard.VIEWER, "GET", "/api/admin/audit", audit::newest));
    }

    private List<Route> flowRoutes() {
        return List.of(
                plain(Guard.VIEWER, "GET", "/api/admin/flow", flow::attempts),
                plain(Guard.VIEWER, "GET", "/api/admin/flow/stream", flow::stream),
                plain(Guard.VIEWER, "GET", "/api/admin/flow/failures", flow::failures),
                plain(Guard.VIEWER, "GET", "/api/admin/flow/counts", flow::counts),
                plain(Guard.VIEWER, "GET", "/api/admin/flow/funnel", flow::funnel),
                plain(Guard.VIEWER, "GET", "/api/admin/flow/findings", findings::found));
    }

    private List<Route> testRoutes() {
        return List.of(
                reading(Guard.OPERATOR, "POST", TEST, TestStart.class, TestStart::read, tests::start),
                reading(Guard.OPERATOR, "POST", TEST + "/result", TestAnswer.class, TestAnswer::read, tests::result));
    }

    private List<Route> corpRoutes() {
        return List.of(
                plain(Guard.VIEWER, "GET", "/api/admin/corps", corps::list),
                reading(Guard.OPERATOR, "POST", "/api/admin/corps", NewCorp.class, NewCorp::read, corps::create),
                plain(Guard.VIEWER, "GET", CORP, corps::one),
                reading(Guard.OPERATOR, "PATCH", CORP, CorpChange.class, CorpChange::read, corps::rename),
                plain(Guard.OWNER, "DELETE", CORP, corps::delete),
                plain(Guard.VIEWER, "GET", CORP + "/members", corps::members),
                plain(Guard.OPERATOR, "PUT", CORP + "/members/{userId}", corps::add),
                plain(Guard.OPERATOR, "DELETE", CORP + "/members/{userId}", corps::remove));
    }

    private static Route plain(Guard guard, String method, String path, Route.Handler handler) {
        return Route.plain(method, path, guard, ResponseKind.API, handler);
    }

    private static <B extends Record> Route reading(
            Guard guard,
            String method,
            String path,
            Class<B> body,
            Function<JsonBody, B> read,
            Route.BodyHandler<B> handler) {
        return Route.reading(method, path, guard, body, read, handler);
    }
}
