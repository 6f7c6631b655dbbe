package dev.saoma.servlet;

import java.io.ByteArrayOutputStream;
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

/** HTTP by hand, so that any address and any header can be sent. */
final class Wire {
    private Wire() {}

    static Reply send(int port, String method, String target, List<String> headers, byte[] body) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
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
                // Refused before the whole body was read; the answer is there all the same.
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
        } catch (IOException e) {
            if (bytes.size() == 0) {
                throw e;
            }
        }
        String all = bytes.toString(StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        String[] lines = all.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, all.substring(end + 4));
    }
}
