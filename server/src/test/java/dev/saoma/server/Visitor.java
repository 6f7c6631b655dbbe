package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A browser with its own address, which uses several nodes in turn without stickiness. Each request opens a connection; if a
 * node refuses the connection, the next one gets it, as with a proxy. No request is sent twice.
 */
final class Visitor {
    private static final AtomicInteger VISITORS = new AtomicInteger();
    private static final AtomicInteger TURN = new AtomicInteger();

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

    /** Returns the same browser, limited to these nodes. */
    Visitor at(Node... others) {
        return new Visitor(List.of(others), cookies, address);
    }

    /** Returns a copy that keeps the current cookies when this visitor loses its own. */
    Visitor twin() {
        return new Visitor(nodes, new ConcurrentHashMap<>(cookies), address);
    }

    private static String newAddress() {
        int number = VISITORS.incrementAndGet();
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    Reply attempt() throws IOException {
        return post("/api/login/" + Site.INSTANCE + "/attempts", "{\"intent\":\"login\"}");
    }

    Reply finish(String code, String state) throws IOException {
        return post("/api/login/" + Site.INSTANCE + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
    }

    Reply redeem(String loginCode) throws IOException {
        return post("/api/session", "{\"loginCode\":\"" + loginCode + "\"}");
    }

    /** Returns the status of the session on these nodes. */
    int session() throws IOException {
        return get("/api/session").status();
    }

    /** Requests the session repeatedly for this time, and then requires that it is rejected. */
    void requireEndWithin(Duration bound) throws Exception {
        long until = System.nanoTime() + bound.toNanos();
        while (System.nanoTime() < until) {
            session();
            Thread.sleep(20);
        }
        assertThat(session()).isEqualTo(401);
    }

    Reply get(String path) throws IOException {
        return send("GET", path, "");
    }

    Reply post(String path, String json) throws IOException {
        return send("POST", path, json);
    }

    Reply send(String method, String path, String json) throws IOException {
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

    private Reply exchange(Socket socket, String method, String path, String json) throws IOException {
        var headers = new ArrayList<>(List.of("Host: localhost", "X-Forwarded-For: " + address));
        cookies.forEach((name, value) -> headers.add("Cookie: " + name + "=" + value));
        if (!method.equals("GET")) {
            headers.add("Content-Type: application/json");
        }
        Reply reply = Wire.send(socket, method, path, headers, json.getBytes(StandardCharsets.UTF_8));
        for (String line : reply.all("Set-Cookie")) {
            String[] cookie = line.split(";")[0].split("=", 2);
            cookies.put(cookie[0], cookie[1]);
        }
        return reply;
    }
}
