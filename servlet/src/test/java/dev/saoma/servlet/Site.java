package dev.saoma.servlet;

import dev.saoma.App;
import dev.saoma.identity.UserId;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.observe.LoginStep;
import dev.saoma.testing.MemoryTempDir;
import dev.saoma.testing.MovableClock;
import dev.saoma.wechat.WeChatSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A running site: app, stub WeChat, and the servlet in a Jetty that passes unusual addresses on to it. */
final class Site implements AutoCloseable {
    static final String SECRET = "CANARY_appSecret_7f3c";
    static final URI PUBLIC = URI.create("https://login.example.com");
    static final String FRIEND = "https://app.example.com";

    final StubWeChat wechat = new StubWeChat();
    final People people = new People();
    final MovableClock clock = new MovableClock(-1_000_000_000L);
    final List<LoginStep> steps = new CopyOnWriteArrayList<>();
    final App app;
    final WebSettings settings;
    final SaomaServlet servlet;
    private final Parts parts;
    private final Path folder;
    private final Server server = new Server();
    private final ServerConnector connector;

    Site() {
        this(production(""));
    }

    Site(WebSettings settings) {
        this(settings, null);
    }

    Site(WebSettings settings, CurrentUser currentUser) {
        this(settings, currentUser, "/");
    }

    /** @param contextPath the container's part of the path in the settings */
    Site(WebSettings settings, CurrentUser currentUser, String contextPath) {
        this(Parts.of(currentUser), settings, contextPath);
    }

    /** The parts that an application adds. */
    record Parts(
            CurrentUser currentUser, TokenIssuer tokenIssuer, HttpServlet me, List<Filter> first, List<Filter> last) {
        static Parts of(CurrentUser currentUser) {
            return new Parts(currentUser, null, new Me(), List.of(), List.of());
        }
    }

    Site(Parts parts, WebSettings settings, String contextPath) {
        this.settings = settings;
        this.parts = parts;
        this.folder = folder();
        this.app = App.builder(folder)
                .clock(clock)
                .ticker(clock::nanos)
                .wechat(WeChatSettings.DEFAULT.at(wechat.address(), wechat.address()))
                .users(people)
                .organizations(people)
                .steps(begun -> (ended, failure) -> steps.add(ended))
                .open();
        this.servlet = servlet();
        this.connector = start(contextPath);
    }

    private SaomaServlet servlet() {
        if (parts.tokenIssuer() != null) {
            return new SaomaServlet(app, settings, parts.currentUser(), parts.tokenIssuer());
        }
        return parts.currentUser() == null
                ? new SaomaServlet(app, settings)
                : new SaomaServlet(app, settings, parts.currentUser());
    }

    static WebSettings production(String path) {
        return new WebSettings(
                        PUBLIC,
                        path,
                        List.of(FRIEND),
                        List.of(URI.create("https://app.example.com/wechat/back")),
                        WebSettings.WECHAT,
                        WebSettings.Mode.PRODUCTION)
                // All requests of a test class come from one address.
                .withClients(new ClientSettings(List.of(), RateLimits.OFF));
    }

    static WebSettings onLoopback() {
        return new WebSettings(
                URI.create("http://localhost:8080"),
                "",
                List.of(),
                List.of(),
                "http://localhost:9090",
                WebSettings.Mode.DEVELOPMENT);
    }

    int port() {
        return connector.getLocalPort();
    }

    Browser browser() {
        return new Browser(this);
    }

    /** Returns a browser in which the given person has logged in. */
    Browser signedIn(String person) {
        Browser browser = browser();
        browser.logIn("MyWeChatLogin", person + "-login");
        return browser;
    }

    /** Returns the user who is signed in in a browser. */
    UserId user(Browser browser) {
        return new UserId(
                browser.get("/api/session").json().path("user").path("userId").asString());
    }

    LoginInstance instance(String name) {
        return app.loginInstances().stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ServerConnector start(String contextPath) {
        var http = new HttpConnectionFactory();
        http.getHttpConfiguration().setUriCompliance(UriCompliance.UNSAFE);
        var made = new ServerConnector(server, http);
        made.setHost("127.0.0.1");
        server.addConnector(made);
        var context = new ServletContextHandler(contextPath);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        String below =
                contextPath.equals("/") ? settings.path() : settings.path().substring(contextPath.length());
        context.addServlet(new ServletHolder(servlet), below + "/*");
        if (!settings.path().isEmpty()) {
            var everything = EnumSet.of(DispatcherType.REQUEST);
            var filter = new FilterHolder(new SaomaSessionFilter(app, settings));
            parts.first().forEach(first -> context.addFilter(new FilterHolder(first), "/*", everything));
            context.addFilter(filter, "/demo/me", everything);
            context.addFilter(filter, below + "/*", everything);
            parts.last().forEach(last -> context.addFilter(new FilterHolder(last), "/*", everything));
            context.addServlet(new ServletHolder(parts.me()), "/demo/*");
        }
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return made;
    }

    /** A servlet of the application. */
    private static final class Me extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean signedIn = SaomaSession.current(request).isPresent();
            response.getWriter()
                    .print(SaomaSession.current(request)
                            .filter(session -> signedIn)
                            .map(session -> session.user().value())
                            .orElse("nobody"));
        }
    }

    private static Path folder() {
        try {
            Path root = MemoryTempDir.create("saoma-servlet-test");
            Files.writeString(
                    root.resolve("app.json"),
                    "{\"appId\":\"test.App\",\"name\":\"App\",\"title\":\"Test\",\"version\":\"1.0.0\"}");
            instance(root, "MyWeChatLogin", "wx0123456789abcdef", "\"registration\":\"open\"");
            instance(root, "Strict", "wxaaaaaaaaaaaaaaaa", "\"registration\":\"deny\"");
            instance(root, "Asking", "wxcccccccccccccccc", "\"registration\":\"ticket\"");
            instance(root, "Closed", "wxbbbbbbbbbbbbbbbb", "\"isActive\":false");
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void instance(Path root, String name, String appId, String more) throws IOException {
        Path at = Files.createDirectories(root.resolve("auths/loginTypes/" + name));
        Files.writeString(
                at.resolve("e.json"),
                "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"WeChat\",\"backendBundleEntry\":\".\"}");
        Files.writeString(
                at.resolve(name + ".json"),
                "{\"x\":1,\"authConfig\":{\"appId\":\"" + appId + "\",\"appSecret\":\"" + SECRET
                        + "\",\"openPlatform\":\"" + name.toLowerCase(java.util.Locale.ROOT) + "\"}," + more + "}");
    }

    @Override
    public void close() {
        try {
            server.stop();
            app.close();
            wechat.close();
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
