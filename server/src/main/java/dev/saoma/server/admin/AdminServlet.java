package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.oidc.OidcProvider;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.administrator.ScanHandover;
import dev.saoma.server.console.ConsolePages;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.HostRoutes;
import dev.saoma.servlet.internal.handler.RequestDispatcher;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.problem.RefusedRequests;
import dev.saoma.servlet.internal.security.AdminKey;
import dev.saoma.servlet.internal.security.Administrators;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The routes of {@link dev.saoma.servlet.SaomaServlet}, those of the OpenID provider, those of the administrator, and the pages of
 * the console.
 */
public final class AdminServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CONSOLE_SESSION = "/api/admin/session";

    private final transient RequestDispatcher dispatcher;

    private AdminServlet(App app, WebSettings settings, HostRoutes routes) {
        this.dispatcher = new RequestDispatcher(app, settings, Optional.empty(), Optional.empty(), routes);
    }

    /**
     * The servlets of one app.
     *
     * @param site of the public address
     * @param console of the console's own address; empty when it has none
     */
    public record Both(AdminServlet site, Optional<AdminServlet> console) {}

    /**
     * Returns a servlet with all routes.
     *
     * @param key the bearer token of administrators; empty for none
     */
    public static Both of(App app, WebSettings site, Optional<AdminKey> key, AdminServices services) {
        Optional<ConsoleAccess> console = services.console();
        List<Route> routes = new ArrayList<>(AdminRoutes.of(app, site, services));
        routes.addAll(routes(services.provider()));
        console.ifPresent(access -> routes.addAll(ConsolePages.routes(site.path(), "")));
        Optional<Administrators> administrators =
                console.<Administrators>map(ConsoleAccess::authentication).or(() -> key);
        return new Both(new AdminServlet(app, site, host(administrators, routes, services)), Optional.empty());
    }

    /**
     * Returns a servlet for the public address, where administrators have the key alone, and one for the console's address.
     *
     * @param site the settings of the public address
     * @param console those of the console's
     * @param key the bearer token of administrators; empty for none
     * @param services with the console
     */
    public static Both apart(
            App app, WebSettings site, WebSettings console, Optional<AdminKey> key, AdminServices services) {
        ConsoleAccess access = services.console().orElseThrow();
        ScanHandover handover = access.handover().orElseThrow();
        var scans = new ScanHandlers(handover, site, app.ticker());
        List<Route> routes = AdminRoutes.of(app, site, services);
        Stream<Route> byKey = routes.stream()
                .filter(route -> key.isPresent() && !route.path().text().equals(CONSOLE_SESSION));
        HostRoutes atSite = host(
                        key.map(Administrators.class::cast),
                        Stream.of(byKey, scans.atSite().stream(), routes(services.provider()).stream())
                                .flatMap(each -> each)
                                .toList(),
                        services)
                .beside(console.publicUrl().toString());
        HostRoutes atConsole = host(
                        Optional.of(access.authentication()),
                        Stream.of(
                                        routes,
                                        scans.atConsole(access.authentication()),
                                        ConsolePages.routes(console.path(), site.address()))
                                .flatMap(List::stream)
                                .toList(),
                        services)
                .beside(site.publicUrl().toString())
                .only(AdminServlet::isOfConsole);
        return new Both(new AdminServlet(app, site, atSite), Optional.of(new AdminServlet(app, console, atConsole)));
    }

    /** Returns a servlet for a server without administrators. */
    public static AdminServlet withoutAdministrators(App app, WebSettings site, Optional<OidcProvider> provider) {
        return new AdminServlet(
                app,
                site,
                new HostRoutes(
                        Optional.empty(), routes(provider), RefusedRequests.none(), Optional.empty(), path -> true));
    }

    private static List<Route> routes(Optional<OidcProvider> provider) {
        return provider.map(OidcProvider::routes).orElse(List.of());
    }

    private static HostRoutes host(
            Optional<Administrators> administrators, List<Route> routes, AdminServices services) {
        return new HostRoutes(
                administrators, routes, services.flow().recorder()::refused, Optional.empty(), path -> true);
    }

    /** Neither the login nor its sessions: a fault in one of their pages is none in the console. */
    private static boolean isOfConsole(String path) {
        return path.equals("/console")
                || Stream.of("/console/", "/api/admin/", "/assets/", "/errors/").anyMatch(path::startsWith);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        dispatcher.serve(request, response);
    }
}
