package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.console.ConsolePages;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.RequestDispatcher;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.security.AdminKey;
import dev.saoma.servlet.internal.security.Administrators;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of {@link dev.saoma.servlet.SaomaServlet}, those of the administrator, and the pages of the console. */
public final class AdminServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient RequestDispatcher dispatcher;

    /**
     * Creates the routes of one app.
     *
     * @param key the bearer token of administrators; empty for none
     */
    public AdminServlet(App app, WebSettings settings, Optional<AdminKey> key, AdminServices services) {
        Optional<ConsoleAccess> console = services.console();
        this.dispatcher = new RequestDispatcher(
                app,
                settings,
                Optional.empty(),
                Optional.empty(),
                console.<Administrators>map(ConsoleAccess::authentication).or(() -> key),
                Stream.concat(AdminRoutes.of(app, settings, services).stream(), pages(settings, console).stream())
                        .toList(),
                services.recorder()::refused);
    }

    private static List<Route> pages(WebSettings settings, Optional<ConsoleAccess> console) {
        return console.map(access -> ConsolePages.routes(settings.path())).orElse(List.of());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        dispatcher.serve(request, response);
    }
}
