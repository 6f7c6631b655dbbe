package com.example;

import dev.saoma.App;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.SaomaServlet;
import dev.saoma.servlet.SaomaSession;
import dev.saoma.servlet.SaomaSessionFilter;
import dev.saoma.servlet.WebSettings;
import dev.saoma.wechat.WeChatSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An application on embedded Jetty, without Spring: WeChat login below /saoma, and one page that shows the signed-in user. */
public final class PlainJava {
    private PlainJava() {}

    /** Uses {@code ./saoma emulator}. For WeChat itself: {@code WeChatSettings.DEFAULT}, https and Mode.PRODUCTION. */
    public static void main(String[] args) throws Exception {
        start(8080, Path.of("app"), WeChatSettings.emulator("http://localhost:9090")).join();
    }

    /** Listens on loopback; stopping the server closes the app. */
    public static Server start(int port, Path folder, WeChatSettings wechat) throws Exception {
        var server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.open();
        server.addConnector(connector);

        var users = new People();
        App app = App.builder(folder).wechat(wechat).users(users).open();
        server.addBean(app, true);
        var settings = new WebSettings(
                URI.create("http://localhost:" + connector.getLocalPort()),
                "/saoma",
                List.of(),
                List.of(),
                wechat.page().toString(),
                WebSettings.Mode.DEVELOPMENT);

        var context = new ServletContextHandler("/");
        var session = new FilterHolder(new SaomaSessionFilter(app, settings));
        context.addFilter(session, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new SaomaServlet(app, settings)), "/saoma/*");
        context.addServlet(new ServletHolder(new HomePage(users)), "");
        server.setHandler(context);
        server.setStopTimeout(8_000);
        server.start();
        return server;
    }

    /** The application's own page. */
    private static final class HomePage extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private static final String LOGIN = """
                <script type="module" src="/saoma/assets/wechat-login.js"></script>
                <wechat-login return-to="/"></wechat-login>""";

        private final transient People users;

        HomePage(People users) {
            this.users = users;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = SaomaSession.current(request)
                    .flatMap(session -> users.find(session.user()))
                    .map(user -> "<p>Hello, " + escaped(user.nicknameOrNull()) + ". 你好。 <a href=\"/saoma/account\">Account 账号</a></p>")
                    .orElse(LOGIN);
            response.setContentType("text/html; charset=utf-8");
            response.setHeader("Cache-Control", "no-store");
            response.getWriter().println("<!doctype html><title>Plain Java</title>" + body);
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        }
    }

    /** The application's own users; a real application stores them in its database. */
    private static final class People implements UserDirectory {
        private final Map<UserId, User> byId = new ConcurrentHashMap<>();

        @Override
        public Optional<User> find(UserId id) {
            return Optional.ofNullable(byId.get(id));
        }

        @Override
        public UserId create(Profile profile, TokenHash onceKey) {
            var id = new UserId("person-" + onceKey.value().substring(0, 16));
            byId.putIfAbsent(id, new User(id, profile.nickname(), profile.avatarOrNull(), true));
            return id;
        }

        @Override
        public boolean canSignInWithout(UserId user, WeChatAuth binding) {
            return false;
        }
    }
}
