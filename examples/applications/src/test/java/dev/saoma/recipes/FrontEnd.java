package dev.saoma.recipes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Serves a page, and forwards a prefix to the application without it, as Vite and nginx do for RuoYi. */
final class FrontEnd implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "transfer-encoding");

    /** Answers that are not compressed can be passed on as text. */
    private static final Set<String> REPLACED = Set.of("host", "accept-encoding");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FrontEnd() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void serve(Path page, UnaryOperator<String> change) throws IOException {
        byte[] text = change.apply(Files.readString(page)).getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            send(exchange, 200, text);
        });
    }

    /** The application gets its own host, as with Vite's changeOrigin. */
    void forward(String prefix, int port) {
        server.createContext(prefix + "/", exchange -> {
            var headers = new ArrayList<String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.stream()
                            .filter(value -> !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)))
                            .filter(value -> !REPLACED.contains(name.toLowerCase(Locale.ROOT)))
                            .map(value -> name + ": " + value)
                            .forEach(headers::add));
            headers.add("Host: localhost:" + port);
            Reply reply = Wire.send(
                    port,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString().substring(prefix.length()),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            reply.headers().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            send(exchange, reply.status(), reply.body().getBytes(StandardCharsets.UTF_8));
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
