package dev.saoma.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP proxy that accepts {@code CONNECT} and always tunnels to a fixed port, whatever the request names. It records
 * the heads of requests and the first bytes of each tunnel.
 */
public final class ConnectProxy implements AutoCloseable {

    /** Answers a request in place of a tunnel. */
    @FunctionalInterface
    public interface Answer {
        void send(Socket client) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<byte[]> firsts = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile InetSocketAddress target;
    private volatile String login = "";
    private volatile Answer answer = client -> {};
    private volatile boolean answers;

    /** Creates a proxy that tunnels to this port on loopback. */
    public ConnectProxy(int target) {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        daemon(this::accept);
    }

    /** From now on requires {@code user:password}, and responds 407 without it. */
    public ConnectProxy demanding(String userAndPassword) {
        login = userAndPassword;
        return this;
    }

    /** From now on answers every request with {@code next}. */
    public ConnectProxy answering(Answer next) {
        answer = next;
        answers = true;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Returns the complete heads of requests, in order. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** Returns the first bytes sent through each tunnel. */
    public List<byte[]> firsts() {
        return List.copyOf(firsts);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // The proxy was closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                if (answers) {
                    answer.send(client);
                } else if (!login.isEmpty() && !head.contains("Proxy-Authorization: Basic " + encoded(login))) {
                    write(
                            client,
                            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                } else if (head.startsWith("CONNECT ")) {
                    lead(client, in);
                    return;
                } else {
                    write(client, "HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n");
                }
            }
        } catch (IOException | InterruptedException e) {
            // Client or target has closed the connection.
        } finally {
            open.remove(client);
        }
    }

    private void lead(Socket client, InputStream in) throws IOException {
        try (var upstream = new Socket()) {
            upstream.connect(target);
            open.add(upstream);
            write(client, "HTTP/1.1 200 Connected\r\n\r\n");
            daemon(() -> pump(upstream, client));
            byte[] bytes = new byte[16_384];
            OutputStream out = upstream.getOutputStream();
            boolean first = true;
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (first) {
                    firsts.add(java.util.Arrays.copyOf(bytes, read));
                    first = false;
                }
                out.write(bytes, 0, read);
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Client or target has closed the connection.
        }
    }

    private static String head(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n' && line.isEmpty()) {
                return String.join("\n", lines);
            } else if (next == '\n') {
                lines.add(line.toString());
                line.setLength(0);
            } else if (next != '\r') {
                line.append((char) next);
            }
        }
        return "";
    }

    /** Writes text to a client. */
    public static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    private static String encoded(String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
