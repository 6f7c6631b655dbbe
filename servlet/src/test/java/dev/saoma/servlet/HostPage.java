package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page of another origin that embeds the component. It sends a preflight for each request that a form could not send, and
 * reads only responses that allow its origin. A page of another site has no Saoma cookies.
 */
final class HostPage {
    private final Site site;
    private final String origin;
    private final boolean sameSite;
    private final Browser browser;
    private String attemptSecret = "";
    private String token = "";

    HostPage(Site site, String origin, boolean sameSite) {
        this.site = site;
        this.origin = origin;
        this.sameSite = sameSite;
        this.browser = site.browser();
    }

    /** Sends a request with all headers of the component and requires a response that the page may read. */
    Reply call(String method, String path, String json) {
        Map<String, String> headers = headers(json);
        Reply asked = preflight(method, path, headers);
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(asked.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(asked.header("Access-Control-Allow-Methods").split(", ")).contains(method);
        assertThat(asked.header("Access-Control-Allow-Headers").split(", ")).containsAll(headers.keySet());

        Reply reply = send(method, path, json, headers);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(reply.all("Vary")).contains("Origin");
        assertThat(browser.cookies().isEmpty()).isNotEqualTo(sameSite);
        return reply;
    }

    /** Returns the responses to the preflight and to the request itself, for a page that is not allowed. */
    List<Reply> refused(String method, String path, String json) {
        Map<String, String> headers = headers(json);
        return List.of(preflight(method, path, headers), send(method, path, json, headers));
    }

    Reply attempt(String instance, String intent) {
        String body = "{\"intent\":\"" + intent + "\",\"returnTo\":\"" + origin + "/done\",\"display\":\"popup\"";
        Reply begun = call(
                "POST",
                "/api/login/" + instance + "/attempts",
                sameSite ? body + "}" : body + ",\"binding\":\"header\"}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        attemptSecret = begun.text("attemptSecret");
        assertThat(attemptSecret.isEmpty()).isEqualTo(sameSite);
        return begun;
    }

    Reply code(String instance, String code) {
        return call(
                "POST",
                "/api/login/" + instance + "/code",
                Browser.pair(attempt(instance, "login").text("state"), code));
    }

    Reply session(String loginCode) {
        Reply session = call("POST", "/api/session", "{\"loginCode\":\"" + loginCode + "\"}");
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        token = session.text("token");
        assertThat(token.isEmpty()).isEqualTo(sameSite);
        return session;
    }

    void leaveTheSession() {
        token = "";
        browser.forgetSession();
    }

    private Map<String, String> headers(String json) {
        var headers = new TreeMap<String, String>();
        headers.put("Accept-Language", "zh-CN");
        headers.put("Content-Type", json.isEmpty() ? "" : "application/json");
        headers.put("Saoma-Attempt", attemptSecret);
        headers.put("Authorization", token.isEmpty() ? "" : "Bearer " + token);
        headers.values().removeIf(String::isEmpty);
        return headers;
    }

    private Reply preflight(String method, String path, Map<String, String> headers) {
        // Browsers send a preflight without cookies.
        return Wire.send(
                site.port(),
                "OPTIONS",
                path,
                List.of(
                        "Origin: " + origin,
                        "Access-Control-Request-Method: " + method,
                        "Access-Control-Request-Headers: "
                                + String.join(",", headers.keySet()).toLowerCase(java.util.Locale.ROOT)),
                new byte[0]);
    }

    private Reply send(String method, String path, String json, Map<String, String> headers) {
        var lines = new ArrayList<String>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        lines.add("Origin: " + origin);
        lines.add("Sec-Fetch-Site: " + (sameSite ? "same-site" : "cross-site"));
        return browser.send(method, path, json.getBytes(StandardCharsets.UTF_8), lines.toArray(String[]::new));
    }
}
