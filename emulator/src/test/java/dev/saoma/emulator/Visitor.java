package dev.saoma.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls one emulator like an application, a browser or a script. */
final class Visitor {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern UUID = Pattern.compile("/connect/qrcode/([A-Za-z0-9_\\-=+/]+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final WeChatEmulator emulator;

    Visitor(WeChatEmulator emulator) {
        this.emulator = emulator;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path)).timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    byte[] bytes(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofByteArray()).body();
    }

    CompletableFuture<String> later(String path) {
        return client.sendAsync(request(path).build(), BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    HttpResponse<String> postJson(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postForm(String path, Map<String, String> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form))));
    }

    JsonNode sns(String path, Map<String, String> parameters) {
        return json("/sns/" + path + "?" + encode(parameters));
    }

    /** Opens the login page and returns the uuid of its QR code. */
    String openLogin(Map<String, String> parameters) {
        Matcher matcher =
                UUID.matcher(get("/connect/qrconnect?" + encode(parameters)).body());
        if (!matcher.find()) {
            throw new AssertionError("no QR code on the page");
        }
        return matcher.group(1);
    }

    String poll(String uuid) {
        return get("/connect/l/qrconnect?uuid=" + uuid).body();
    }

    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
