package dev.saoma.benchmark.upstream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
 * Replaces WeChat: {@code Stub PORT QUESTIONS [tls]}. Keeps connections alive, and derives the user from the digits of a
 * code. On its second port, which never has TLS, {@code GET /delay/200} delays every later response by 200 ms, and
 * {@code GET /count} returns the number of calls and connections so far.
 */
public final class Stub {
    private static final int LARGEST_HEAD = 8_192;
    private static final int BACKLOG = 4_096;

    private final int port;
    private final AtomicInteger delay = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    private Stub(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        boolean tls = arguments.length > 2 && arguments[2].equals("tls");
        ServerSocketFactory factory =
                tls ? SSLContext.getDefault().getServerSocketFactory() : ServerSocketFactory.getDefault();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        var stub = new Stub(Integer.parseInt(arguments[0]));
        ExecutorService threads = Threads.perTask();
        try (ServerSocket calls = factory.createServerSocket(stub.port, BACKLOG, loopback);
                ServerSocket questions = new ServerSocket(Integer.parseInt(arguments[1]), BACKLOG, loopback)) {
            Thread asked = new Thread(() -> stub.serve(questions, threads, stub::control), "questions");
            asked.setDaemon(true);
            asked.start();
            stub.serve(calls, threads, stub::call);
        }
    }

    /** Returns the response body for the target of a request. */
    private interface Answering {
        String to(String target) throws IOException;
    }

    private void serve(ServerSocket server, ExecutorService threads, Answering answering) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> talk(socket, answering));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void talk(Socket socket, Answering answering) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (socket.getLocalPort() == port) {
                connections.incrementAndGet();
            }
            InputStream in = new BufferedInputStream(socket.getInputStream(), LARGEST_HEAD);
            OutputStream out = socket.getOutputStream();
            for (String target = target(in); !target.isEmpty(); target = target(in)) {
                out.write(ok(answering.to(target)));
                out.flush();
            }
        } catch (IOException e) {
            // The subject has ended in the middle of a request; there is nothing to report.
            return;
        }
    }

    /** Reads the target of the next request; empty at the end of the connection. Requests have no bodies. */
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

    private String control(String target) {
        if (target.startsWith("/delay/")) {
            delay.set(Integer.parseInt(target.substring("/delay/".length())));
            return "{}";
        }
        return "{\"calls\":%d,\"connections\":%d}".formatted(calls.get(), connections.get());
    }

    private String call(String target) throws IOException {
        calls.incrementAndGet();
        pause();
        return People.answer(target);
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
