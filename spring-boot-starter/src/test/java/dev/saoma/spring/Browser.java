package dev.saoma.spring;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's browser before an application: cookies of its own, no redirect followed. */
public final class Browser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String application;
    private final HttpClient http = HttpClient.newHttpClient();
    // The JDK's own cookies are quoted as no browser's are, and Tomcat takes the quotes for a part of the value.
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    /** @param application scheme, host and port */
    public Browser(String application) {
        this.application = application;
    }

    /** What came back. */
    public record Answer(int status, String text, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JacksonException e) {
                throw new IllegalStateException(status + " " + text, e);
            }
        }

        public String member(String name) {
            return json().path(name).asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    public Answer post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    public Answer form(String path, String fields, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    /** The whole login of somebody of the emulator's world; the last answer. */
    public Answer login(WeChatEmulator wechat, String person) {
        return login("/saoma", wechat, person);
    }

    /** Likewise where Saoma stands elsewhere. */
    public Answer login(String saoma, WeChatEmulator wechat, String person) {
        Answer attempt = post(saoma + "/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}");
        String code = wechat.issueCode(Sample.APP.appid(), person);
        Answer finished = post(
                saoma + "/api/login/MyWeChatLogin/code",
                "{\"code\":\"" + code + "\",\"state\":\"" + attempt.member("state") + "\"}");
        if (finished.status() != 200) {
            return finished;
        }
        return post(saoma + "/api/session", "{\"loginCode\":\"" + finished.member("loginCode") + "\"}");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(application + path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::remember);
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void remember(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (header.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
