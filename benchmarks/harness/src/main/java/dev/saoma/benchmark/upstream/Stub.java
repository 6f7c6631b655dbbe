package dev.saoma.benchmark.upstream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * The program in WeChat's place: {@code Stub PORT [tls]}. Keeps connections, knows 10,000 people by the digits of a code.
 * {@code GET /delay/200} makes every later answer wait 200 ms; {@code GET /count} tells calls and connections so far.
 */
public final class Stub {
    private static final int LARGEST_HEAD = 8_192;
    private static final int BACKLOG = 4_096;

    private final AtomicInteger delay = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        boolean tls = arguments.length > 1 && arguments[1].equals("tls");
        ServerSocketFactory factory =
                tls ? SSLContext.getDefault().getServerSocketFactory() : ServerSocketFactory.getDefault();
        int port = Integer.parseInt(arguments[0]);
        try (ServerSocket server = factory.createServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
            new Stub().serve(server, Threads.perTask());
        }
    }

    private void serve(ServerSocket server, ExecutorService threads) throws IOException {
        while (true) {
            Socket socket = server.accept();
            connections.incrementAndGet();
            threads.execute(() -> talk(socket));
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), LARGEST_HEAD);
            OutputStream out = socket.getOutputStream();
            for (String target = target(in); !target.isEmpty(); target = target(in)) {
                out.write(answer(target));
                out.flush();
            }
        } catch (IOException e) {
            // Whoever closes a connection in the middle is a program that has ended: nothing is lost by it.
            return;
        }
    }

    /** What the next request asks for; nothing at the end of the connection. Requests have no bodies. */
    private static String target(InputStream in) throws IOException {
        byte[] head = new byte[LARGEST_HEAD];
        int length = 0;
        int ending = 0;
        while (ending < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            if (length == LARGEST_HEAD) {
                throw new IOException("A request's head is longer than " + LARGEST_HEAD + " bytes.");
            }
            head[length++] = (byte) next;
            ending = next == (ending % 2 == 0 ? '\r' : '\n') ? ending + 1 : next == '\r' ? 1 : 0;
        }
        String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(' ') + 1;
        return text.substring(begin, text.indexOf(' ', begin));
    }

    private byte[] answer(String target) throws IOException {
        if (target.startsWith("/delay/")) {
            delay.set(Integer.parseInt(target.substring("/delay/".length())));
            return ok("{}");
        }
        if (target.equals("/count")) {
            return ok("{\"calls\":%d,\"connections\":%d}".formatted(calls.get(), connections.get()));
        }
        calls.incrementAndGet();
        pause();
        return ok(People.answer(target));
    }

    private void pause() throws IOException {
        int millis = delay.get();
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while it delayed an answer.", e);
            }
        }
    }

    private static byte[] ok(String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length + "\r\n\r\n";
        return (head + json).getBytes(StandardCharsets.UTF_8);
    }
}
