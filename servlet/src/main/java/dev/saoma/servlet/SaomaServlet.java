package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.servlet.internal.handler.HostRoutes;
import dev.saoma.servlet.internal.handler.RequestDispatcher;
import dev.saoma.servlet.internal.handler.Route;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/**
 * Serves the HTTP API, the hosted pages and the files of the web component. Map it to {@code <path>/*}, where the path is
 * that of its {@link WebSettings}. It sends its own security headers and error responses, and never asks the container for an
 * error page.
 *
 * <pre>{@code
 * public final class Login implements ServletContextListener {
 *     private final App app = App.open(Path.of("my-app"));
 *
 *     @Override
 *     public void contextInitialized(ServletContextEvent event) {
 *         var settings = WebSettings.at(URI.create("https://login.example.com"));
 *         event.getServletContext()
 *                 .addServlet("saoma", new SaomaServlet(app, settings))
 *                 .addMapping("/*");
 *     }
 *
 *     @Override
 *     public void contextDestroyed(ServletContextEvent event) {
 *         app.close();
 *     }
 * }
 * }</pre>
 *
 * <p>The servlet does not close its {@link App}. Thread-safe.
 */
public final class SaomaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient RequestDispatcher dispatcher;

    /** Creates a servlet that accepts the Saoma session as the only way to be signed in. */
    public SaomaServlet(App app, WebSettings settings) {
        this.dispatcher = new RequestDispatcher(app, settings, Optional.empty(), Optional.empty(), HostRoutes.NONE);
    }

    /** Creates a servlet for an application with a login of its own, whose users can bind a WeChat account. */
    public SaomaServlet(App app, WebSettings settings, CurrentUser currentUser) {
        this.dispatcher =
                new RequestDispatcher(app, settings, Optional.of(currentUser), Optional.empty(), HostRoutes.NONE);
    }

    /**
     * Creates a servlet for an application with tokens of its own: a login answers with such a token, by which the application
     * recognises its users.
     */
    public SaomaServlet(App app, WebSettings settings, CurrentUser currentUser, TokenIssuer tokenIssuer) {
        this.dispatcher = new RequestDispatcher(
                app, settings, Optional.of(currentUser), Optional.of(tokenIssuer), HostRoutes.NONE);
    }

    /** All routes, for tests. */
    List<Route> table() {
        return dispatcher.table();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        dispatcher.serve(request, response);
    }
}
