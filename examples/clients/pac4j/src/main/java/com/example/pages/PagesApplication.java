package com.example.pages;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.pac4j.core.config.Config;
import org.pac4j.jee.filter.CallbackFilter;
import org.pac4j.jee.filter.LogoutFilter;
import org.pac4j.jee.filter.SecurityFilter;

/** Servlets on embedded Jetty, with pac4j's three filters. */
public final class PagesApplication {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(System.getenv().getOrDefault("SERVER_PORT", "8083"));
        String address = "http://localhost:" + port;
        Config config = Saoma.config(address, System.getenv("CLIENT_SECRET"));

        var context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        filter(context, "/callback", new CallbackFilter(config, "/me"));
        filter(context, "/me", new SecurityFilter(config, "OidcClient"));
        var logout = new LogoutFilter(config, address + "/");
        logout.setLocalLogout(true);
        logout.setDestroySession(true);
        logout.setCentralLogout(true);
        filter(context, "/logout", logout);
        context.addServlet(new PageServlet(), "/");

        var server = new Server(port);
        server.setHandler(context);
        server.start();
        server.join();
    }

    private static void filter(ServletContextHandler context, String path, Filter filter) {
        context.addFilter(new FilterHolder(filter), path, EnumSet.of(DispatcherType.REQUEST));
    }
}
