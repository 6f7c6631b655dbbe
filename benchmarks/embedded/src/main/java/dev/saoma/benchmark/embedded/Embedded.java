package dev.saoma.benchmark.embedded;

import dev.saoma.App;
import dev.saoma.logintype.Registration;
import dev.saoma.secret.Secret;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.SaomaServlet;
import dev.saoma.servlet.SaomaSessionFilter;
import dev.saoma.servlet.WebSettings;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.wechat.WeChatInstance;
import dev.saoma.wechat.WeChatSettings;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/**
 * Saoma in a plain Java application: embedded Jetty, rows and users in memory. Two settings differ from their defaults:
 * WeChat's address, and the rate limits per address, which are off because all load comes from one address.
 */
public final class Embedded {
    private static final String APP_ID = "wx0123456789abcdef";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final int THREADS = 200;
    private static final int VIRTUAL_THREADS = 10_000;
    private static final int STOP_MS = 8_000;

    private Embedded() {}

    /** Listens on loopback at {@code PORT} until the process ends, and calls WeChat at {@code UPSTREAM}. */
    public static void main(String[] args) throws Exception {
        var env = System.getenv();
        int port = Integer.parseInt(env.getOrDefault("PORT", "8080"));
        WeChatSettings wechat = WeChatSettings.emulator(env.getOrDefault("UPSTREAM", "http://127.0.0.1:7001"));
        var people = new People();
        Server server = listening(port);
        App app = App.builder()
                .instance(new WeChatInstance("MyWeChatLogin", "WeChat Login", APP_ID, Secret.of(SECRET))
                        .with(Registration.OPEN))
                .wechat(wechat)
                .store(new MemoryStore())
                .users(people)
                .open();
        server.addBean(app, true);
        server.setHandler(context(app, settings(port, wechat), people));
        server.setStopTimeout(STOP_MS);
        server.setStopAtShutdown(true);
        server.start();
    }

    private static Server listening(int port) {
        var server = new Server(threads());
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // By default every open connection holds a header cache of 60 KiB.
        http.setHeaderCacheSize(0);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        return server;
    }

    private static ThreadPool threads() {
        return VirtualThreads.areSupported() ? new VirtualThreadPool(VIRTUAL_THREADS) : new QueuedThreadPool(THREADS);
    }

    private static WebSettings settings(int port, WeChatSettings wechat) {
        return new WebSettings(
                        URI.create("http://127.0.0.1:" + port),
                        "",
                        List.of(),
                        List.of(),
                        wechat.page().toString(),
                        WebSettings.Mode.DEVELOPMENT)
                .withClients(new ClientSettings(List.of(), RateLimits.OFF));
    }

    private static ServletContextHandler context(App app, WebSettings settings, People people) {
        var context = new ServletContextHandler("/");
        var session = new FilterHolder(new SaomaSessionFilter(app, settings));
        context.addFilter(session, "/me", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new SaomaServlet(app, settings)), "/*");
        context.addServlet(new ServletHolder(new Me(people)), "/me");
        return context;
    }
}
