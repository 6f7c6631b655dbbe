package dev.saoma.server.admin;

import dev.saoma.App;
import dev.saoma.database.Database;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** The routes of {@link dev.saoma.servlet.SaomaServlet} and those of the administrator. */
public final class AdminServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient RequestDispatcher dispatcher;

    /** @param key the bearer token that every route of the administrator requires */
    public AdminServlet(App app, WebSettings settings, Secret key, Database database) {
        this.dispatcher = new RequestDispatcher(
                app,
                settings,
                Optional.empty(),
                Optional.empty(),
                Optional.of(key),
                AdminRoutes.of(app, database, new InvitationLinks(app, settings)));
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        dispatcher.serve(request, response);
    }
}
