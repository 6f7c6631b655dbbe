package dev.saoma.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes raw HTTP requests to a port on loopback, so that any address and any header can be sent. */
public final class Wire {
    private static final int PATIENCE_MS = 30_000;

    private Wire() {}

    /** Sends a request on a new connection. Adds the host and the length if the headers lack them. */
    public static Reply send(int port, String method, String target, List<String> headers, byte[] body) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return send(socket, method, target, headers, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the last request on an existing connection. */
    public static Reply send(Socket socket, String method, String target, List<String> headers, byte[] body)
            throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: login.example.com\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (headers.stream().noneMatch(line -> line.startsWith("Content-Length:") || line.startsWith("Transfer-"))
                && (body.length > 0 || !method.equals("GET"))) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        var out = socket.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.UTF_8));
        try {
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // The server refused the request before it read the whole body; its response can still be read.
        }
        return read(socket.getInputStream());
    }

    private static Reply read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
            return reply(bytes.toString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // A server that refuses a body before it has read it resets the connection after the whole response.
            Reply reply = reply(bytes.toString(StandardCharsets.ISO_8859_1));
            int length = reply.body().getBytes(StandardCharsets.UTF_8).length;
            if (reply.header("Content-Length").equals(String.valueOf(length))) {
                return reply;
            }
            throw e;
        }
    }

    private static Reply reply(String all) throws IOException {
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new EOFException("the answer was cut off");
        }
        String[] lines = all.substring(0, end).split("\r\n", -1);
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
        String body = chunked ? joined(all, end + 4) : all.substring(end + 4);
        String text = new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Reply(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, text);
    }

    /** Returns the chunks from this position, joined. */
    private static String joined(String all, int from) {
        var body = new StringBuilder();
        int at = from;
        while (true) {
            int line = all.indexOf("\r\n", at);
            int length =
                    Integer.parseInt(all.substring(at, line).split(";", 2)[0].strip(), 16);
            if (length == 0) {
                return body.toString();
            }
            body.append(all, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
    }
}
