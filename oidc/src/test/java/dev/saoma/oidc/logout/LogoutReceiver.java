package dev.saoma.oidc.logout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's logout address on loopback, with a behaviour that a test chooses. */
final class LogoutReceiver implements AutoCloseable {
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<String> heads = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger brokenOff = new AtomicInteger();
    volatile Behaviour behaviour;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Answers a request that was read, on its connection. */
    interface Behaviour {
        void answer(OutputStream out) throws Exception;
    }

    LogoutReceiver(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static Behaviour status(int status) {
        return raw("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");
    }

    static Behaviour raw(String response) {
        return out -> out.write(response.getBytes(StandardCharsets.UTF_8));
    }

    /** Never answers. */
    static Behaviour hanging() {
        return out -> Thread.sleep(60_000);
    }

    /** Sends a byte of the head again and again. */
    static Behaviour dripping() {
        return out -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(100);
            }
        };
    }

    /** Sends a body that does not end. */
    static Behaviour endless() {
        return out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(new byte[64 * 1024]);
            }
        };
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/logout");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        sockets.add(socket);
        open.incrementAndGet();
        try (socket) {
            InputStream in = socket.getInputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                int length = Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
                heads.add(head);
                bodies.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                behaviour.answer(socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (Exception e) {
            brokenOff.incrementAndGet();
        } finally {
            open.decrementAndGet();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
