package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A browser with a cookie jar, which looks at every answer for what no answer may do. */
final class Browser {
    private static final List<String> INSIDES =
            List.of("Exception", "java.", "dev.saoma", "\tat ", "SQLITE", "hunter2", Site.SECRET);

    private final Site site;
    final Map<String, String> cookies = new LinkedHashMap<>();

    Browser(Site site) {
        this.site = site;
    }

    Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Reply delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    Reply post(String path, String json, String... headers) {
        return sendJson("POST", path, json, headers);
    }

    Reply put(String path, String json, String... headers) {
        return sendJson("PUT", path, json, headers);
    }

    private Reply sendJson(String method, String path, String json, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/json");
        return send(method, path, json, all.toArray(String[]::new));
    }

    Reply send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Reply send(String method, String path, byte[] body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (!cookies.isEmpty()) {
            var jar = new ArrayList<String>();
            cookies.forEach((name, value) -> jar.add(name + "=" + value));
            all.add("Cookie: " + String.join("; ", jar));
        }
        if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: " + site.settings.publicUrl().getAuthority());
        }
        Reply reply = Wire.send(site.port(), method, site.settings.path() + path, all, body);
        inspect(reply);
        reply.all("Set-Cookie").forEach(this::keep);
        return reply;
    }

    Reply start(String instance, String intent) {
        return post(
                "/api/login/" + instance + "/attempts",
                "{\"intent\":\"" + intent + "\",\"returnTo\":\"/orders?open=1\"}");
    }

    Reply finish(String instance, String state, String code) {
        return post("/api/login/" + instance + "/code", pair(state, code));
    }

    Reply redeem(String loginCode) {
        return post("/api/session", "{\"loginCode\":\"" + loginCode + "\"}");
    }

    /** The state of a new attempt. */
    String state(String instance, String intent) {
        Reply begun = start(instance, intent);
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        return begun.text("state");
    }

    Reply bind(String instance, String state, String code) {
        return post("/api/bindings/" + instance, pair(state, code));
    }

    /** Goes on in another browser as the one that is signed in here; the browser itself stays another. */
    void signInAs(Browser other) {
        other.cookies.forEach((name, value) -> {
            if (name.contains("saoma-session")) {
                cookies.put(name, value);
            }
        });
    }

    void forgetSession() {
        cookies.keySet().removeIf(name -> name.contains("saoma-session"));
    }

    Reply logIn(String instance, String code) {
        Reply finished = finish(instance, start(instance, "login").text("state"), code);
        assertThat(finished.status()).as(finished.body()).isEqualTo(200);
        Reply session = redeem(finished.text("loginCode"));
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        return session;
    }

    static String pair(String state, String code) {
        return "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}";
    }

    private void keep(String setCookie) {
        String[] parts = setCookie.split(";")[0].split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(parts[0]);
        } else {
            cookies.put(parts[0], parts[1]);
        }
    }

    private void inspect(Reply reply) {
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; ")
                .doesNotContain("unsafe");
        assertThat(reply.header("Cache-Control")).isIn("no-store", "no-cache");
        assertThat(reply.header("Strict-Transport-Security"))
                .isEqualTo(site.settings.isHttps() ? "max-age=31536000" : "");
        assertThat(reply.status()).isNotIn(301, 303, 307, 308);
        if (reply.status() == 302) {
            assertThat(reply.header("Location")).matches(site.settings.path() + "/(login|account)([?#].*)?");
        }
        boolean explained = reply.header("Content-Type").startsWith("text/html");
        if (reply.status() >= 400) {
            assertThat(reply.body()).doesNotContain(INSIDES);
            assertThat(explained || reply.header("Content-Type").equals("application/problem+json"))
                    .isTrue();
        }
        assertThat(reply.body() + reply.headers()).doesNotContain(Site.SECRET).doesNotContain("AT-");
        for (String cookie : reply.all("Set-Cookie")) {
            assertThat(cookie)
                    .matches(
                            site.settings.isHttps()
                                    ? "__Host-saoma-(attempt|session)[a-z0-9~-]*=[0-9a-f.]*(; Max-Age=(3600|0))?; Path=/; Secure; HttpOnly; SameSite=Lax"
                                    : "saoma-(attempt|session)[a-z0-9~-]*=[0-9a-f.]*(; Max-Age=(3600|0))?; Path=/; HttpOnly; SameSite=Lax");
        }
    }
}
