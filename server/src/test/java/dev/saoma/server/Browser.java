package dev.saoma.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a page does in a browser: JSON calls with the browser's own cookies. */
final class Browser {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private URI server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private final Optional<String> bearer;

    Browser(URI server) {
        this(server, Optional.empty());
    }

    /** @param bearer what every request brings along beside the cookies */
    Browser(URI server, Optional<String> bearer) {
        this.server = server;
        this.bearer = bearer;
    }

    /** Status, body and headers, one a line; the body of an empty answer is an empty object. */
    record Answer(int status, JsonNode body, String head) {
        String text(String member) {
            return body.path(member).asString("");
        }

        String code() {
            return text("code");
        }
    }

    /**
     * The same browser, whose server has come up again at another port. In production that is the same address; so that the
     * cookies are found here too, they are kept under the other port's names.
     */
    void moveTo(URI other) {
        String from = "-" + server.getPort();
        String to = "-" + other.getPort();
        for (HttpCookie cookie : List.copyOf(cookies.getCookieStore().getCookies())) {
            if (cookie.getName().endsWith(from)) {
                String name = cookie.getName();
                var moved = new HttpCookie(name.substring(0, name.length() - from.length()) + to, cookie.getValue());
                moved.setDomain(cookie.getDomain());
                moved.setPath(cookie.getPath());
                moved.setVersion(0);
                cookies.getCookieStore().add(other, moved);
            }
        }
        server = other;
    }

    /** A begun login at the first instance. */
    Answer attempt() {
        return post("/api/login/" + Site.INSTANCE + "/attempts", "{\"intent\":\"login\"}");
    }

    Answer finish(String code, String state) {
        return finish(Site.INSTANCE, code, state);
    }

    Answer finish(String instance, String code, String state) {
        return post("/api/login/" + instance + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
    }

    Answer redeem(String loginCode) {
        return post("/api/session", "{\"loginCode\":\"" + loginCode + "\"}");
    }

    /** The whole login with a code that WeChat has issued: the answer to the last call, or to the first that failed. */
    Answer login(String code) {
        Answer begun = attempt();
        if (begun.status() != 201) {
            return begun;
        }
        Answer finished = finish(code, begun.text("state"));
        return finished.status() == 200 ? redeem(finished.text("loginCode")) : finished;
    }

    Answer session() {
        return get("/api/session");
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path) {
        return send(request(path).PUT(BodyPublishers.noBody()));
    }

    /** Any method, with JSON when there is any. */
    Answer call(String method, String path, String json) {
        return send(
                json.isEmpty()
                        ? request(path).method(method, BodyPublishers.noBody())
                        : request(path)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(json)));
    }

    private static String head(HttpResponse<?> answer) {
        return answer.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .collect(Collectors.joining("\n"));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(Duration.ofSeconds(20));
        bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            String body = answer.body();
            return new Answer(answer.statusCode(), JSON.readTree(body.isEmpty() ? "{}" : body), head(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
