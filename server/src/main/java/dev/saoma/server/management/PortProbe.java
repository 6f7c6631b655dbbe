package dev.saoma.server.management;

import dev.saoma.internal.thread.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** Requests a page from the public port over a new connection, which a thread of that port must handle. Thread-safe. */
public final class PortProbe implements AutoCloseable {
    private static final int WAIT_MS = 2_000;
    private static final int ANSWER_BEGINS = "HTTP/1.1 200".length();

    private final InetSocketAddress address;
    private final String request;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(DaemonThreads.named("saoma-port-probe"));
    private @Nullable Future<Boolean> answer;

    /** @param page the path of a public page */
    public PortProbe(InetSocketAddress address, String host, String page) {
        this.address = address;
        this.request = "HEAD " + page + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    /** Creates a probe of the login page at the connector's address, or at loopback if it listens on all addresses. */
    public static PortProbe of(ServerConnector connector, URI publicUrl, String path) {
        String host = connector.getHost();
        var bound = host == null ? new InetSocketAddress(connector.getLocalPort()) : new InetSocketAddress(host, 0);
        InetAddress to = bound.getAddress() == null || bound.getAddress().isAnyLocalAddress()
                ? InetAddress.getLoopbackAddress()
                : bound.getAddress();
        return new PortProbe(
                new InetSocketAddress(to, connector.getLocalPort()), publicUrl.getRawAuthority(), path + "/login");
    }

    /** A request that was sent. */
    public static final class PendingResult {
        private final Future<Boolean> asked;
        private final long begun = System.nanoTime();

        private PendingResult(Future<Boolean> asked) {
            this.asked = asked;
        }

        /** Returns whether a response of any status came within two seconds of the request. */
        public boolean answered() {
            try {
                long left = TimeUnit.MILLISECONDS.toNanos(WAIT_MS) - (System.nanoTime() - begun);
                return asked.get(Math.max(1, left), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Sends a request. Concurrent calls share one. */
    public synchronized PendingResult send() {
        Future<Boolean> last = answer;
        Future<Boolean> now = last != null && !last.isDone() ? last : asking.submit(this::isAnswered);
        answer = now;
        return new PendingResult(now);
    }

    private boolean isAnswered() {
        try (var socket = new Socket()) {
            socket.connect(address, WAIT_MS);
            socket.setSoTimeout(WAIT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String begin = new String(socket.getInputStream().readNBytes(ANSWER_BEGINS), StandardCharsets.US_ASCII);
            return begin.startsWith("HTTP/1.");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
