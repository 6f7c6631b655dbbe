package dev.saoma.benchmark.bare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A WeChat login with the JDK alone: the cost without any product. */
public final class BareJdk {
    private static final String APP_ID = "wx0123456789abcdef";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String COOKIE = "SID";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String page;
    private final WeChat wechat;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, Person> sessions = new ConcurrentHashMap<>();
    private final Map<String, Person> users = new ConcurrentHashMap<>();

    private BareJdk(URI upstream, String callback, WeChat wechat) {
        this.page = upstream + "/connect/qrconnect?appid=" + APP_ID + "&redirect_uri=" + callback
                + "&response_type=code&scope=snsapi_login&state=";
        this.wechat = wechat;
    }

    /** Listens on loopback until the process ends. Configured by {@code PORT}, {@code UPSTREAM} and {@code CLIENT}. */
    public static void main(String[] args) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // By default the server closes idle connections above 200, which would disconnect clients during the
        // measurement.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
        var env = System.getenv();
        int port = Integer.parseInt(env.getOrDefault("PORT", "8080"));
        URI upstream = URI.create(env.getOrDefault("UPSTREAM", "http://127.0.0.1:7001"));
        WeChat wechat = switch (env.getOrDefault("CLIENT", "http")) {
            case "http" -> new SharedHttpClient(upstream);
            case "sockets" -> new PooledSockets(upstream);
            default -> throw new IllegalArgumentException("CLIENT must be http or sockets");
        };
        var app = new BareJdk(upstream, "http%3A%2F%2F127.0.0.1%3A" + port + "%2Fcallback", wechat);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.setExecutor(executor());
        server.createContext("/login", app::login);
        server.createContext("/callback", app::callback);
        server.createContext("/me", app::me);
        server.start();
    }

    /** Virtual threads when the JDK has them, by reflection because the code is compiled for an older JDK. */
    private static ExecutorService executor() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Executors.newCachedThreadPool();
        }
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private void login(HttpExchange exchange) throws IOException {
        String browser = random();
        String state = random();
        states.put(browser, state);
        redirect(exchange, page + state, browser);
    }

    private void callback(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String state = cookie(exchange).map(states::remove).orElse("");
        if (state.isEmpty() || !state.equals(parameter(query, "state"))) {
            answer(exchange, 403, "{\"error\":\"state\"}");
            return;
        }
        Person person;
        try {
            person = person(parameter(query, "code"));
        } catch (IOException e) {
            answer(exchange, 502, "{\"error\":\"wechat\"}");
            return;
        }
        String session = random();
        sessions.put(session, users.merge(person.openId(), person, (old, now) -> now));
        redirect(exchange, "/", session);
    }

    private Person person(String code) throws IOException {
        String token = wechat.get("/sns/oauth2/access_token?appid=" + APP_ID + "&secret=" + SECRET + "&code=" + code
                + "&grant_type=authorization_code");
        String openId = member(token, "openid");
        String profile =
                wechat.get("/sns/userinfo?access_token=" + member(token, "access_token") + "&openid=" + openId);
        return new Person(openId, member(profile, "nickname"));
    }

    private void me(HttpExchange exchange) throws IOException {
        Optional<Person> person = cookie(exchange).map(sessions::get);
        if (person.isPresent()) {
            answer(exchange, 200, person.get().json());
        } else {
            answer(exchange, 401, "{\"error\":\"session\"}");
        }
    }

    /** Both values with the escapes of WeChat's JSON. */
    record Person(String openId, String nickname) {
        String json() {
            return "{\"openid\":\"" + openId + "\",\"nickname\":\"" + nickname + "\"}";
        }
    }

    private static String member(String json, String name) throws IOException {
        int at = json.indexOf("\"" + name + "\"");
        if (at < 0) {
            throw new IOException("WeChat's answer has no " + name);
        }
        int colon = json.indexOf(':', at + name.length());
        int start = json.indexOf('"', colon) + 1;
        int end = start;
        while (end < json.length() && json.charAt(end) != '"') {
            end += json.charAt(end) == '\\' ? 2 : 1;
        }
        return json.substring(start, Math.min(end, json.length()));
    }

    private static String parameter(String query, String name) {
        return Arrays.stream((query == null ? "" : query).split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static Optional<String> cookie(HttpExchange exchange) {
        List<String> headers = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split("; ?")))
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .findFirst();
    }

    private static String random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void redirect(HttpExchange exchange, String location, String cookie) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Location", location);
            exchange.getResponseHeaders().set("Set-Cookie", COOKIE + "=" + cookie + "; Path=/; HttpOnly; SameSite=Lax");
            exchange.sendResponseHeaders(302, -1);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
