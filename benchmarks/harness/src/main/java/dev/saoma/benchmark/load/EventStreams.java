package dev.saoma.benchmark.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Responses that do not end: each is read by a thread of its own, and thrown away. */
public final class EventStreams implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();

    private EventStreams() {}

    /**
     * Opens streams.
     *
     * @param headers more header lines, each with its end
     * @throws IOException when the server refuses one
     */
    public static EventStreams open(int port, int count, String path, String headers) throws IOException {
        var streams = new EventStreams();
        try {
            for (int i = 0; i < count; i++) {
                streams.add(
                        port,
                        "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n" + headers
                                + "\r\n");
            }
            return streams;
        } catch (IOException e) {
            streams.close();
            throw e;
        }
    }

    private void add(int port, String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = socket.getInputStream();
        var status = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.ISO_8859_1);
        if (!status.endsWith("200")) {
            throw new IOException("A stream was answered with " + status);
        }
        var reader = new Thread(() -> read(in), "stream");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in) {
        var buffer = new byte[64 * 1_024];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.addAndGet(read);
            }
        } catch (IOException closed) {
            // Closed here, or the server has ended: then its clients say so.
        }
    }

    /** Returns the bytes that all streams have received so far. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
    }
}
