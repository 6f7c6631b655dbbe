package dev.saoma.servlet;

import dev.saoma.servlet.internal.handler.HostRoutes;
import dev.saoma.servlet.internal.handler.RequestDispatcher;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.problem.RefusedRequests;
import dev.saoma.testing.HttpBrowser;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A site with routes that a host adds. */
final class RouteSite implements AutoCloseable {
    final Site site;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    RouteSite(WebSettings settings, List<Route> routes, Filter... first) {
        this.site = new Site(settings);
        var host = new HostRoutes(Optional.empty(), routes, RefusedRequests.none(), Optional.empty(), path -> true);
        var dispatcher = new RequestDispatcher(site.app, settings, Optional.empty(), Optional.empty(), host);
        var context = new ServletContextHandler("/");
        for (Filter filter : first) {
            context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        context.addServlet(new ServletHolder(new Dispatching(dispatcher)), settings.path() + "/*");
        server.setHandler(context);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Dispatching extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient RequestDispatcher dispatcher;

        Dispatching(RequestDispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            dispatcher.serve(request, response);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    HttpBrowser browser() {
        return new HttpBrowser(port(), site.settings.publicUrl().getAuthority(), site.settings.path());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        site.close();
    }
}
