package dev.saoma.servlet.internal.handler;

import dev.saoma.App;
import dev.saoma.logintype.Registration;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.limit.RateLimiter;
import dev.saoma.servlet.internal.page.Pages;
import dev.saoma.servlet.internal.security.BrowserIdentity;
import dev.saoma.servlet.internal.security.Cookies;
import dev.saoma.servlet.internal.security.RedirectUris;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Route look-up: the last route of the table, a route with a path variable, and an unknown path. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteTableBenchmark {
    public String session = "/api/session";
    public String attempts = "/api/login/MyWeChatLogin/attempts";
    public String unknown = "/api/nothing";
    private App app;
    private RouteTable routes;

    @Setup
    public void open() {
        WeChatSettings wechat = WeChatSettings.emulator("http://127.0.0.1:9");
        app = App.builder()
                .instance(new WeChatInstance(
                                "MyWeChatLogin",
                                "WeChat",
                                "wx0123456789abcdef",
                                Secret.of("0123456789abcdef0123456789abcdef"))
                        .with(Registration.OPEN))
                .wechat(wechat)
                .store(new MemoryStore())
                .open();
        var settings = new WebSettings(
                URI.create("http://localhost:8080"),
                "",
                List.of(),
                List.of(),
                wechat.page().toString(),
                WebSettings.Mode.DEVELOPMENT);
        var cookies = new Cookies(settings);
        var instances = new LoginMethods(app);
        var browsers = new BrowserIdentity(cookies);
        var pages = new Pages(settings, Optional.empty());
        routes = new RouteTable(
                new LoginHandlers(app.login(), instances, browsers, new RedirectUris(settings)),
                new SessionHandlers(app, browsers, Optional.empty()),
                new SessionListHandlers(app.sessions(), cookies),
                new BindingHandlers(app, instances, browsers),
                new BindTicketHandlers(app.login(), browsers),
                new PageHandlers(
                        pages,
                        instances,
                        new PageLoginHandler(
                                app.login(),
                                browsers,
                                new RateLimiter(settings.clients(), app.ticker()),
                                pages,
                                false)),
                HostRoutes.NONE);
    }

    @TearDown
    public void close() {
        app.close();
    }

    @Benchmark
    public Object session() {
        return routes.at(session);
    }

    @Benchmark
    public Object attempts() {
        return routes.at(attempts);
    }

    @Benchmark
    public Object unknown() {
        return routes.at(unknown);
    }
}
