package dev.saoma.wechat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A WeChat whose responses a test defines, down to the bytes. Counts connections and records requests. */
public final class WeChatStub implements AutoCloseable {

    /** Sends the response to a request's target. The socket is closed if it throws. */
    @FunctionalInterface
    public interface Reply {
        void send(String target, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Reply reply;
    private volatile Consumer<Socket> connected = socket -> {};

    public WeChatStub(Reply reply) {
        this.reply = reply;
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        daemon(this::accept);
    }

    public void answer(Reply next) {
        reply = next;
    }

    public void connectionsFromNow(Consumer<Socket> next) {
        connected = next;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public WeChatSettings settings(Duration deadline, int inFlight) {
        return new WeChatSettings(URI.create("https://open.weixin.qq.com"), address(), deadline, inFlight);
    }

    public WeChatSettings settings() {
        return settings(Duration.ofSeconds(5), 100);
    }

    public int connections() {
        return connections.get();
    }

    /** Returns the request targets in order, {@code /sns/…?…}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns the headers of all requests, {@code Host: …}. */
    public List<String> headers() {
        return List.copyOf(headers);
    }

    /** A complete response as WeChat sends it: text/plain, no charset. */
    public static Reply body(String body) {
        return bytes(body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply bytes(byte[] body) {
        return (target, socket) -> {
            write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length + "\r\n\r\n");
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
        };
    }

    /** Sends this text and then nothing more. */
    public static Reply thenHang(String text) {
        return (target, socket) -> {
            write(socket, text);
            Thread.sleep(60_000);
        };
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                connected.accept(socket);
                open.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // The stub was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String target = line.split(" ")[1];
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    headers.add(header);
                }
                requests.add(target);
                reply.send(target, socket);
            }
        } catch (IOException | InterruptedException e) {
            // The client has closed the connection, which many tests expect.
        } finally {
            open.remove(socket);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "wechat-stub");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
