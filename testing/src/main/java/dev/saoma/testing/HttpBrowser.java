package dev.saoma.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a page does in a browser of somebody's own: calls with the browser's cookies, and no redirect followed. */
public class HttpBrowser {
    private final Map<String, String> cookies = new ConcurrentSkipListMap<>();
    private final List<String> always = new CopyOnWriteArrayList<>();
    private final String path;
    private int port;
    private String host;

    /** @param server scheme, host, port and what all paths begin with */
    public HttpBrowser(URI server) {
        this(server.getPort(), server.getAuthority(), server.getPath());
    }

    /**
     * @param port of this machine
     * @param host that the server is asked for, with a port where it is not the usual one
     * @param path what all paths begin with; may be empty
     */
    public HttpBrowser(int port, String host, String path) {
        this.port = port;
        this.host = host;
        this.path = path.equals("/") ? "" : path;
    }

    /** From now on sends this line with every request. */
    public HttpBrowser with(String header) {
        always.add(header);
        return this;
    }

    /** By name; a test may take one away, or put one in. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Its server has come up again at another port of the same host; the cookies stay. */
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

    /** Without a body. */
    public Reply put(String path) {
        return send("PUT", path, "");
    }

    /** With the fields of a form. */
    public Reply form(String path, String fields, String... headers) {
        return send("POST", path, fields, and(headers, "Content-Type: application/x-www-form-urlencoded"));
    }

    /** Any method, with JSON. */
    public Reply call(String method, String path, String json, String... headers) {
        return send(method, path, json, and(headers, "Content-Type: application/json"));
    }

    /**
     * Any method, any body.
     *
     * @param headers whole lines
     */
    public Reply send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /**
     * Any method, any body.
     *
     * @param headers whole lines
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

    /** What every reply has to be like. */
    protected void inspect(Reply reply) {}

    /** Begins to log in at an instance. */
    public Reply start(String instance, String intent) {
        return post("/api/login/" + instance + "/attempts", "{\"intent\":\"" + intent + "\"}");
    }

    public Reply finish(String instance, String state, String code) {
        return post("/api/login/" + instance + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
    }

    public Reply redeem(String loginCode) {
        return post("/api/session", "{\"loginCode\":\"" + loginCode + "\"}");
    }

    /** The whole login with a code of WeChat's: the reply to the last call, or to the first that failed. */
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
