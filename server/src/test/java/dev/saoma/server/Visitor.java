package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody with a browser and an address of their own, before several nodes in turn and without stickiness. Each request
 * has a connection of its own; one that a node does not even accept goes to the next, as a proxy does it, and nothing is
 * ever sent twice.
 */
final class Visitor {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger VISITORS = new AtomicInteger();
    private static final AtomicInteger TURN = new AtomicInteger();
    private static final int PATIENCE_MS = 30_000;

    private final List<Node> nodes;
    private final Map<String, String> cookies;
    private final String address;

    Visitor(List<Node> nodes) {
        this(nodes, new ConcurrentHashMap<>(), newAddress());
    }

    private Visitor(List<Node> nodes, Map<String, String> cookies, String address) {
        this.nodes = nodes;
        this.cookies = cookies;
        this.address = address;
    }

    /** The same person at these nodes alone. */
    Visitor at(Node... others) {
        return new Visitor(List.of(others), cookies, address);
    }

    /** Another device that holds the same cookies and keeps them, whatever this one is told to forget. */
    Visitor twin() {
        return new Visitor(nodes, new ConcurrentHashMap<>(cookies), address);
    }

    private static String newAddress() {
        int number = VISITORS.incrementAndGet();
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    /** Status and body; the body of an empty answer is an empty object. */
    record Answer(int status, JsonNode body) {
        String text(String member) {
            return body.path(member).asString("");
        }
    }

    Answer attempt() throws IOException {
        return post("/api/login/" + Site.INSTANCE + "/attempts", "{\"intent\":\"login\"}");
    }

    Answer finish(String code, String state) throws IOException {
        return post("/api/login/" + Site.INSTANCE + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
    }

    Answer redeem(String loginCode) throws IOException {
        return post("/api/session", "{\"loginCode\":\"" + loginCode + "\"}");
    }

    /** The status of the session as these nodes see it. */
    int session() throws IOException {
        return get("/api/session").status();
    }

    /** Asked all the time meanwhile, they accept it no longer than that from now on; a pause of this machine only asks later. */
    void requireEndWithin(Duration bound) throws Exception {
        long until = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < until) {
            session();
            Thread.sleep(20);
        }
        assertThat(session()).isEqualTo(401);
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "");
    }

    Answer post(String path, String json) throws IOException {
        return send("POST", path, json);
    }

    Answer send(String method, String path, String json) throws IOException {
        int turn = TURN.getAndIncrement();
        for (int tried = 1; ; tried++) {
            Node node = nodes.get(Math.floorMod(turn + tried, nodes.size()));
            Socket socket;
            try {
                socket = new Socket(InetAddress.getByName("127.0.0.1"), node.port());
            } catch (ConnectException e) {
                if (tried == nodes.size()) {
                    throw e;
                }
                continue;
            }
            try (socket) {
                return exchange(socket, method, path, json);
            }
        }
    }

    private Answer exchange(Socket socket, String method, String path, String json) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        head.append("X-Forwarded-For: ").append(address).append("\r\n");
        cookies.forEach((name, value) -> head.append("Cookie: ").append(name + "=" + value + "\r\n"));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        if (!method.equals("GET")) {
            head.append("Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n");
        }
        head.append("\r\n");
        var out = socket.getOutputStream();
        out.write((head + json).getBytes(StandardCharsets.UTF_8));
        out.flush();
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("the answer was cut off");
        }
        String[] lines = all.substring(0, end).split("\r\n");
        for (String line : lines) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("set-cookie:")) {
                String[] cookie = line.substring(11).strip().split(";")[0].split("=", 2);
                cookies.put(cookie[0], cookie[1]);
            }
        }
        String answered = all.substring(end + 4);
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]), JSON.readTree(answered.isEmpty() ? "{}" : answered));
    }
}
