package dev.saoma.demo.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** The emulator's server API, with profiles that the emulator itself would reject. */
final class WeChatApi extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final transient HttpClient client = HttpClient.newHttpClient();
    private final transient Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final String emulator;

    /** Both values as JSON text, including quotes. */
    record Shown(String nickname, String avatar) {}

    WeChatApi(String emulator) {
        this.emulator = emulator;
    }

    /** Replaces the profile of a user from now on. */
    void show(String openId, Shown profile) {
        shown.put(openId, profile);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = HttpRequest.newBuilder(
                        URI.create(emulator + request.getRequestURI() + "?" + request.getQueryString()))
                .build();
        try {
            var answer = client.send(asked, BodyHandlers.ofString());
            response.setStatus(answer.statusCode());
            response.setContentType("text/plain");
            byte[] body = profile(request, answer.body()).getBytes(StandardCharsets.UTF_8);
            response.getOutputStream().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private String profile(HttpServletRequest request, String answer) {
        JsonNode node = JSON.readTree(answer);
        Optional<Shown> other =
                Optional.ofNullable(shown.get(node.path("openid").asString("")));
        if (!request.getRequestURI().equals("/sns/userinfo") || other.isEmpty()) {
            return answer;
        }
        ((ObjectNode) node)
                .putRawValue("nickname", new RawValue(other.get().nickname()))
                .putRawValue("headimgurl", new RawValue(other.get().avatar()));
        return JSON.writeValueAsString(node);
    }
}
