package dev.saoma.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The calls of pages in one user's browser: sends the browser's cookies and follows no redirects. */
public class HttpBrowser {
    private final Map<String, String> cookies = new ConcurrentSkipListMap<>();
    private final List<String> always = new CopyOnWriteArrayList<>();
    private final String path;
    private int port;
    private String host;

    /** @param server scheme, host, port and the prefix of all paths */
    public HttpBrowser(URI server) {
        this(server.getPort(), server.getAuthority(), server.getPath());
    }

    /**
     * @param port a port on loopback
     * @param host the value of the Host header, with a port unless it is the default one
     * @param path the prefix of all paths; may be empty
     */
    public HttpBrowser(int port, String host, String path) {
        this.port = port;
        this.host = host;
        this.path = path.equals("/") ? "" : path;
    }

    /** From now on sends this header line with every request. */
    public HttpBrowser with(String header) {
        always.add(header);
        return this;
    }

    /** Returns the cookies by name; a test may add and remove entries. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Continues with a server that was restarted at another port of the same host; the cookies stay. */
    public void moveTo(URI server) {
        port = server.getPort();
        host = server.getAuthority();
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    public Reply post(String path, String json, String... headers) {
        return call("POST", path, json, headers);
    }

    public Reply put(String path, String json, String... headers) {
        return call("PUT", path, json, headers);
    }

    /** Sends a PUT without a body. */
    public Reply put(String path) {
        return send("PUT", path, "");
    }

    /** Posts the fields of a form. */
    public Reply form(String path, String fields, String... headers) {
        return send("POST", path, fields, and(headers, "Content-Type: application/x-www-form-urlencoded"));
    }

    /** Sends any method with a JSON body. */
    public Reply call(String method, String path, String json, String... headers) {
        return send(method, path, json, and(headers, "Content-Type: application/json"));
    }

    /**
     * Sends any method with any body.
     *
     * @param headers complete header lines
     */
    public Reply send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /**
     * Sends any method with any body.
     *
     * @param headers complete header lines
     */
    public Reply send(String method, String path, byte[] body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(always);
        if (!cookies.isEmpty()) {
            var jar = new ArrayList<String>();
            cookies.forEach((name, value) -> jar.add(name + "=" + value));
            all.add("Cookie: " + String.join("; ", jar));
        }
        if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
            all.add("Host: " + host);
        }
        Reply reply = Wire.send(port, method, this.path + path, all, body);
        reply.all("Set-Cookie").forEach(this::keep);
        inspect(reply);
        return reply;
    }

    /** Checks every reply; does nothing by default. */
    protected void inspect(Reply reply) {}

    /** Starts an attempt at an instance. */
    public Reply start(String instance, String intent) {
        return post("/api/login/" + instance + "/attempts", "{\"intent\":\"" + intent + "\"}");
    }

    public Reply finish(String instance, String state, String code) {
        return post("/api/login/" + instance + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
    }

    public Reply redeem(String loginCode) {
        return post("/api/session", "{\"loginCode\":\"" + loginCode + "\"}");
    }

    /** Runs a whole login with a WeChat code. Returns the reply to the last call, or to the first that failed. */
    public Reply logIn(String instance, String code) {
        Reply begun = start(instance, "login");
        if (begun.status() != 201) {
            return begun;
        }
        Reply finished = finish(instance, begun.text("state"), code);
        return finished.status() == 200 ? redeem(finished.text("loginCode")) : finished;
    }

    public Reply session() {
        return get("/api/session");
    }

    private static String[] and(String[] headers, String another) {
        var all = new ArrayList<>(List.of(headers));
        all.add(another);
        return all.toArray(String[]::new);
    }

    private void keep(String setCookie) {
        String[] parts = setCookie.split(";", 2)[0].split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(parts[0]);
        } else {
            cookies.put(parts[0], parts[1]);
        }
    }
}
