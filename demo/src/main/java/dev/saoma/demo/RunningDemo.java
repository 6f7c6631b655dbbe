package dev.saoma.demo;

import dev.saoma.App;
import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Token;
import dev.saoma.server.SaomaServer;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.wechat.AuthConfig;
import dev.saoma.wechat.WeChatLogin;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/** A server in development mode and the emulator that it calls, on two ports of this machine. */
final class RunningDemo implements AutoCloseable {
    private final WeChatEmulator emulator;
    private final SaomaServer server;
    private final Token consoleKey;

    private RunningDemo(WeChatEmulator emulator, SaomaServer server, Token consoleKey) {
        this.emulator = emulator;
        this.server = server;
        this.consoleKey = consoleKey;
    }

    /**
     * Starts both.
     *
     * @param app the reader's app folder; empty for the demo's own
     */
    static RunningDemo start(int port, int emulatorPort, Path data, Optional<Path> app) {
        return start(port, emulatorPort, data, app, List.of());
    }

    /**
     * Starts both, and allows pages of the reader on other origins.
     *
     * @param allowedOrigins the origins of those pages, such as {@code http://localhost:5173}
     */
    static RunningDemo start(int port, int emulatorPort, Path data, Optional<Path> app, List<String> allowedOrigins) {
        WeChatEmulator emulator = WeChatEmulator.builder().port(emulatorPort).start();
        try {
            Token consoleKey = Token.random();
            ServerSettings settings = ServerSettings.of(Map.of(
                    "saoma.mode", "development",
                    "saoma.oidc", "on",
                    "saoma.admin-key", consoleKey.reveal(),
                    "saoma.console", "public",
                    "saoma.port", String.valueOf(port),
                    "saoma.app", app.orElseGet(() -> DemoApp.in(data)).toString(),
                    "saoma.data", data.toString(),
                    "saoma.allowed-origins", String.join(",", allowedOrigins),
                    "saoma.wechat.page-url", emulator.baseUrl(),
                    "saoma.wechat.api-url", emulator.baseUrl()));
            var server = SaomaServer.start(
                    settings, Clock.systemUTC(), (context, living) -> addPage(context, living, emulator));
            return new RunningDemo(emulator, server, consoleKey);
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    /** Returns the key that opens the console of this run. */
    String consoleKey() {
        return consoleKey.reveal();
    }

    private static void addPage(ServletContextHandler context, App app, WeChatEmulator emulator) {
        app.loginInstances().forEach(instance -> register(instance, emulator));
        var journey = new Journey(emulator);
        context.addFilter(new FilterHolder(new JourneyFilter(journey)), "/api/*", EnumSet.of(DispatcherType.REQUEST));
        var page = new ServletHolder("demo", new DemoServlet(app, journey, new Trouble(emulator), emulator.baseUrl()));
        context.addServlet(page, "");
        context.addServlet(page, "/demo/*");
    }

    /** Registers an application of the reader's app with the emulator, unless the emulator knows it. */
    private static void register(LoginInstance instance, WeChatEmulator emulator) {
        if (instance instanceof WeChatLogin wechat) {
            AuthConfig config = wechat.authConfig();
            boolean known = emulator.apps().stream()
                    .anyMatch(app -> app.appid().equals(config.appId())
                            && app.secret().equals(config.appSecret().reveal()));
            if (!known) {
                emulator.put(dev.saoma.emulator.world.App.website(
                        config.appId(), config.appSecret().reveal(), instance.title(), Sample.ACCOUNT, "localhost"));
            }
        }
    }

    URI serverUrl() {
        return server.publicUrl();
    }

    URI emulatorUrl() {
        return URI.create(emulator.baseUrl());
    }

    App app() {
        return server.app();
    }

    /** Returns the name of the first active instance. */
    String instance() {
        return server.app().loginInstances().stream()
                .filter(LoginInstance::isActive)
                .findFirst()
                .map(LoginInstance::name)
                .orElseThrow(() -> new IllegalStateException("the app has no active login instance"));
    }

    void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            emulator.close();
        }
    }
}
