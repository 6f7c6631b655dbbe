package dev.saoma.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A minimal HTTP client on one persistent connection, small enough for ten thousand of them in a test. */
final class RawClient implements AutoCloseable {

    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(65_536));

    private final SocketChannel channel;

    RawClient(int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    void post(String path, String body) throws IOException {
        send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private void send(String request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads the next response, head and body. */
    String read() throws IOException {
        ByteBuffer buffer = BUFFER.get().clear();
        while (true) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the connection was closed");
            }
            String text = StandardCharsets.ISO_8859_1
                    .decode(buffer.duplicate().flip())
                    .toString();
            int body = text.indexOf("\r\n\r\n") + 4;
            if (body > 3 && text.length() >= body + length(text)) {
                return text;
            }
        }
    }

    private static int length(String head) {
        int from = head.indexOf("Content-Length: ");
        return from < 0 ? 0 : Integer.parseInt(head.substring(from + 16, head.indexOf('\r', from)));
    }

    /** Whether the connection is open and has received nothing. */
    boolean isSilent() {
        try {
            channel.configureBlocking(false);
            int read = channel.read(BUFFER.get().clear());
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
