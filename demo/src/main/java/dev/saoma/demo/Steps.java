package dev.saoma.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests like a browser, with cookies, and prints each with its response; secrets are masked. */
final class Steps {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int SHOWN = 400;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(TIMEOUT)
            .build();
    private final PrintStream out;
    private int count;

    Steps(PrintStream out) {
        this.out = out;
    }

    /** A response. */
    record Answer(int status, String type, String body) {
        /** Returns a member of a JSON object, which must exist. */
        String member(String name) {
            try {
                String value = JSON.readTree(body).path(name).asString("");
                if (!value.isEmpty()) {
                    return value;
                }
            } catch (JacksonException e) {
                // Reported below, like a missing member.
            }
            throw new StepFailedException("the answer has no " + name);
        }
    }

    int count() {
        return count;
    }

    Answer get(String title, String url, int expected) {
        return show(title, "GET", url, send(request(url).GET()), expected);
    }

    Answer delete(String title, String url, int expected) {
        return show(title, "DELETE", url, send(request(url).DELETE()), expected);
    }

    Answer post(String title, String url, String json, int expected) {
        HttpRequest.Builder request =
                request(url).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        return show(title, "POST", url + " " + Mask.json(json), send(request), expected);
    }

    /** Sends a GET without printing it. */
    Answer silently(String url) {
        return send(request(url).GET());
    }

    /** Prints a step. */
    Answer show(String title, String method, String asked, Answer answer, int expected) {
        count++;
        out.printf(
                "%n%2d  %s%n    %s %s%n    -> %d %s%n",
                count, title, method, Mask.address(asked), answer.status(), shown(answer));
        if (answer.status() != expected) {
            throw new StepFailedException(title + " was answered with " + answer.status() + ", expected " + expected);
        }
        return answer;
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return new Answer(answer.statusCode(), type, new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StepFailedException("no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException("interrupted");
        }
    }

    private static String shown(Answer answer) {
        if (answer.type().startsWith("image/") || answer.type().startsWith("text/html")) {
            return answer.type() + ", " + answer.body().length() + " characters";
        }
        String text = answer.type().contains("json")
                ? Mask.json(answer.body())
                : answer.body().replaceAll("(wx_code='.{4})[^']*", "$1…");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
