package dev.saoma.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A website of another origin that embeds the login. Serves one page, and records the calls of its callback. */
final class Application implements AutoCloseable {

    private final HttpServer server;
    private final List<String> callbacks = new CopyOnWriteArrayList<>();
    private volatile String page = "";

    Application() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> answer(exchange, page));
        server.createContext("/style.css", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/css");
            answer(exchange, ".title { color: rgb(1, 2, 3) }");
        });
        server.createContext("/callback", exchange -> {
            callbacks.add(exchange.getRequestURI().getRawQuery());
            answer(exchange, "<title>callback</title>");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("text/html; charset=utf-8"));
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /** The base URL; another site than the emulator's localhost, as for an application and WeChat. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Sets the content of all pages: the embed script and a script that calls it. */
    void embed(String scriptUrl, String script) {
        page = "<!DOCTYPE html><title>application</title><div id=box>old</div><script src=\"" + scriptUrl
                + "\"></script><script>" + script + "</script>";
    }

    /** The query strings of the calls of the callback. */
    List<String> callbacks() {
        return List.copyOf(callbacks);
    }

    /** Forgets the recorded calls. */
    void forget() {
        callbacks.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
