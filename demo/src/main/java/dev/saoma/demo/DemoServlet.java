package dev.saoma.demo;

import dev.saoma.App;
import dev.saoma.identity.User;
import dev.saoma.servlet.SaomaSession;
import dev.saoma.wechat.WeChatSettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Serves the demo page, the recorded exchanges, and one address for signed-in users only. */
final class DemoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> FILES = Map.of(
            "/demo.css", "text/css; charset=utf-8",
            "/demo.js", SCRIPT,
            "/journey.js", SCRIPT,
            "/look.js", SCRIPT,
            "/texts.js", SCRIPT,
            "/trouble.js", SCRIPT);

    private final transient App app;
    private final transient Journey journey;
    private final transient Trouble trouble;
    private final String emulator;

    DemoServlet(App app, Journey journey, Trouble trouble, String emulator) {
        this.app = app;
        this.journey = journey;
        this.trouble = trouble;
        this.emulator = emulator;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers(response);
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        if (request.getServletPath().isEmpty()) {
            send(response, 200, "text/html; charset=utf-8", file("demo.html").replace("{{emulator}}", emulator));
        } else if (path.equals("/journey")) {
            send(response, 200, "application/json", JSON.writeValueAsString(journey.steps()));
        } else if (path.equals("/me")) {
            me(request, response);
        } else if (FILES.containsKey(path)) {
            send(response, 200, String.valueOf(FILES.get(path)), file(path.substring(1)));
        } else {
            send(response, 404, "text/plain; charset=utf-8", "There is nothing here.\n");
        }
    }

    /** Breaks something on purpose. Only the demo page may call it, no other site. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        headers(response);
        String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        Optional<Trouble.Kind> kind = Trouble.Kind.at(path);
        String from = Optional.ofNullable(request.getHeader("Sec-Fetch-Site")).orElse("same-origin");
        if (!from.equals("same-origin")) {
            send(response, 403, "text/plain; charset=utf-8", "Only the demo page may do this.\n");
        } else if (kind.isEmpty()) {
            send(response, 404, "text/plain; charset=utf-8", "There is nothing here.\n");
        } else {
            response.setStatus(trouble.make(kind.get()) ? 204 : 409);
        }
    }

    /** Shows an application's use of the session: finds the user and returns data of that user only. */
    private void me(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<User> user =
                SaomaSession.current(request).flatMap(session -> app.users().find(session.user()));
        if (user.isEmpty()) {
            send(response, 401, "application/json", "{\"hello\":\"nobody\"}");
            return;
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("hello", Optional.ofNullable(user.get().nicknameOrNull()).orElse(""));
        answer.put("userId", user.get().id().value());
        send(response, 200, "application/json", JSON.writeValueAsString(answer));
    }

    private void headers(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                        + " img-src 'self' https://"
                        + String.join(" https://", WeChatSettings.AVATAR_HOSTS)
                        + " data:; frame-src 'self' "
                        + emulator
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private static void send(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String file(String name) throws IOException {
        try (InputStream in = DemoServlet.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IOException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
