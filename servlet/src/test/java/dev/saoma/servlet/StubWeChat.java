package dev.saoma.servlet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A minimal WeChat: the code {@code alice-1} returns the openid {@code openid-alice}, unless {@link #answer} replaces it. */
final class StubWeChat implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    final AtomicInteger exchanges = new AtomicInteger();
    private volatile Runnable observer = () -> {};

    StubWeChat() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/sns/oauth2/access_token", this::exchange);
        server.createContext("/sns/userinfo", this::profile);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Sets the response for one code; with {@code hang}, the server never responds. */
    void answer(String code, String json) {
        answers.put(code, json);
    }

    /** Runs while the caller of an exchange waits for its response. */
    void observe(Runnable now) {
        observer = now;
    }

    private void exchange(HttpExchange http) throws IOException {
        exchanges.incrementAndGet();
        observer.run();
        String code = parameter(http, "code");
        String person = code.split("-")[0];
        String token = "{\"access_token\":\"AT-" + person + "\",\"expires_in\":7200,\"openid\":\"openid-" + person
                + "\",\"unionid\":\"unionid-" + person + "\",\"scope\":\"snsapi_login\"}";
        send(http, answers.getOrDefault(code, token));
    }

    private void profile(HttpExchange http) throws IOException {
        send(
                http,
                "{\"openid\":\"" + parameter(http, "openid") + "\",\"nickname\":\"<b>Zoë</b>\","
                        + "\"headimgurl\":\"https://thirdwx.qlogo.cn/mmopen/1/132\"}");
    }

    private static void send(HttpExchange http, String json) throws IOException {
        if (json.equals("hang")) {
            return;
        }
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(200, body.length);
        http.getResponseBody().write(body);
        http.close();
    }

    private static String parameter(HttpExchange http, String name) {
        for (String pair : http.getRequestURI().getQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
