package dev.saoma.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Requests with a long value in a header, a member of the body, the query or the path. The seed determines the requests. */
final class LongRequests implements Runnable {
    private static final int LONGEST = 7_000;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Cookie",
            "Forwarded",
            "If-None-Match",
            "Origin",
            "Referer",
            "Saoma-Attempt",
            "Sec-Fetch-Site",
            "User-Agent",
            "X-Forwarded-For",
            "X-Forwarded-Host");
    private static final List<String> BEGINNINGS = List.of(
            "",
            "gzip",
            "gzip;q=.",
            "Bearer ",
            "Bearer",
            "zh;q=0.",
            "application/json",
            "application/json;charset=",
            "__Host-saoma-session=",
            "saoma-session=",
            "https://",
            "127.0.0.1,",
            "/",
            "\"",
            "text/html;q=");
    private static final List<String> UNITS = List.of(
            "a", "0", "1", ".", " ", "\t", ",", ";", "=", ":", "/", "%25", "%2", "@", "&", "*", ";q=.", "a=1;", "-",
            "_", "\u00e9", "\u4e2d");
    private static final List<String> MEMBERS = List.of(
            "intent",
            "returnTo",
            "display",
            "redirectUri",
            "binding",
            "invitation",
            "code",
            "state",
            "bindTicket",
            "corpId",
            "loginCode",
            "platform",
            "userId",
            "title",
            "name");
    private static final List<String> PLAIN = List.of(
            "GET /login",
            "GET /account",
            "GET /api/login",
            "GET /api/session",
            "GET /api/sessions",
            "GET /api/bindings",
            "GET /assets/wechat-login.js",
            "GET /api/openapi.json",
            "GET /errors/not_found",
            "DELETE /api/session",
            "GET /api/login/MyWeChatLogin/callback",
            "OPTIONS /api/session",
            "GET /api/admin/users",
            "GET /");
    private static final List<String> READING = List.of(
            "POST /api/login/MyWeChatLogin/attempts",
            "POST /api/login/MyWeChatLogin/code",
            "POST /api/session",
            "PUT /api/session/corp",
            "POST /api/bindings/MyWeChatLogin",
            "POST /api/registrations",
            "POST /api/bind-tickets/redeem",
            "POST /api/admin/users");

    private final InetSocketAddress from;
    private final InetSocketAddress server;
    private final Random random;
    private final int count;
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();

    LongRequests(String from, InetSocketAddress server, long seed, int count) {
        this.from = new InetSocketAddress(from, 0);
        this.server = server;
        this.random = new Random(seed);
        this.count = count;
    }

    /** Returns the number of responses for each status. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    int unanswered() {
        return unanswered.get();
    }

    @Override
    public void run() {
        for (int i = 0; i < count; i++) {
            String request = next();
            try {
                int status = send(request);
                statuses.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
            } catch (IOException e) {
                unanswered.incrementAndGet();
            }
            // Leaves CPU time to the server on the same machine.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private String next() {
        boolean reads = random.nextInt(3) == 0;
        String line = one(reads ? READING : PLAIN);
        int place = random.nextInt(8);
        String target = place == 0 ? line + "?" + "code=" + value() : place == 1 ? line + "/" + value() : line;
        String header = place > 1 && !(reads && place > 4) ? one(HEADERS) + ": " + value() + "\r\n" : "";
        String body = reads ? body(place > 4) : "";
        return target.replace(' ', '\u0001')
                        .replaceFirst("\u0001", " ")
                        .replace('\u0001', '+')
                        .replace('\t', '+')
                + " HTTP/1.1\r\nHost: localhost:" + server.getPort() + "\r\nConnection: close\r\n" + header
                + (header.startsWith("Content-Type") || !reads ? "" : "Content-Type: application/json\r\n")
                + (reads ? "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" : "") + "\r\n"
                + body;
    }

    private String body(boolean isLong) {
        String member = "\"" + one(MEMBERS) + "\":\"" + (isLong ? "/" + escaped(value()) : "x") + "\"";
        return random.nextBoolean() ? "{" + member + "}" : "{\"intent\":\"login\",\"state\":\"x\"," + member + "}";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    }

    private String value() {
        String unit = one(UNITS);
        int length = random.nextBoolean() ? LONGEST : random.nextInt(LONGEST);
        return one(BEGINNINGS) + unit.repeat(length / unit.getBytes(StandardCharsets.UTF_8).length) + one(UNITS);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int send(String request) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(30_000);
            socket.bind(from);
            socket.connect(server, 10_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // The server may reject a request before it has read all of it, and still send a response.
            }
            return status(socket.getInputStream());
        }
    }

    private static int status(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            if (answer.size() < 12) {
                throw e;
            }
        }
        String text = answer.toString(StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/1.1 ") || text.length() < 12) {
            throw new IOException("no answer");
        }
        return Integer.parseInt(text.substring(9, 12));
    }
}
