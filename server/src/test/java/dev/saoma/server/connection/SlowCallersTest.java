package dev.saoma.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.internal.limit.OpenRequests;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More slow clients than threads: the others get responses, and the slow ones are disconnected. */
@Timeout(60)
class SlowCallersTest {
    private static final int THREADS = 10;
    private static final int SLOW = 3 * THREADS;
    private static final int LARGE = 256 * 1024;
    private static final long NEVER_MS = 600_000;
    private static final long SOON_MS = 300;
    private static final ClientSettings CLIENTS = new ClientSettings(List.of(), RateLimits.OFF);

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (Socket one : slow) {
            one.close();
        }
        server.setStopTimeout(0);
        server.stop();
    }

    @Test
    void keepNoThreadWhileTheirBodyArrives() throws Exception {
        start(new AsyncBodyHandler(NEVER_MS, application()));
        for (int i = 0; i < SLOW; i++) {
            slow("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\nx");
        }

        assertThat(answer("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"))
                .startsWith("HTTP/1.1 200")
                .endsWith("3");
        Socket first = slow.get(0);
        write(first, "y".repeat(19));
        assertThat(read(first, 15)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void areLetGoOfWhenTheirBodyIsLate() throws Exception {
        start(new AsyncBodyHandler(SOON_MS, application()));
        Socket late = slow("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");

        assertThat(read(late, Integer.MAX_VALUE)).doesNotContain("200 OK");
        assertThat(answer("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void haveNoMoreReadThanShowsThatItIsTooMuch() throws Exception {
        start(new AsyncBodyHandler(NEVER_MS, application()));
        String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";

        assertThat(answer("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(8)))
                .startsWith("HTTP/1.1 200")
                .doesNotEndWith("" + 8 * 0x1000);
    }

    @Test
    void keepNoThreadWhileTheyTakeTheirAnswer() throws Exception {
        connector.setAcceptedSendBufferSize(4 * 1024);
        start(new AsyncResponseHandler(new PendingResponses(NEVER_MS, Long.MAX_VALUE), application()));
        for (int i = 0; i < SLOW; i++) {
            slow("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        assertThat(answer("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        Socket first = slow.get(0);
        assertThat(read(first, LARGE)).hasSize(LARGE);
    }

    @Test
    void areLetGoOfWhenTheyDoNotTakeTheirAnswer() throws Exception {
        connector.setAcceptedSendBufferSize(4 * 1024);
        start(new AsyncResponseHandler(new PendingResponses(SOON_MS, Long.MAX_VALUE), application()));
        Socket idle = slow("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");

        awaitNoConnection();
        assertThatExceptionOfType(IOException.class)
                .as("a reset, which discards unsent data of the system")
                .isThrownBy(() -> read(idle, LARGE));
    }

    @Test
    void areLetGoOfWhenTheirAnswersAreTooManyTogether() throws Exception {
        connector.setAcceptedSendBufferSize(4 * 1024);
        start(new AsyncResponseHandler(new PendingResponses(NEVER_MS, 2 * LARGE), application()));
        for (int i = 0; i < SLOW; i++) {
            slow("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        while (connector.getConnectedEndPoints().size() > 2) {
            Thread.sleep(10);
        }
        assertThat(answer("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void areLetGoOfWhenTheirHeadIsLate() throws Exception {
        connector.addBean(new HeaderTimeout(connector, SOON_MS));
        start(application());
        Socket head = slow("GET / HTTP/1.1\r\nHost: a\r\nX: ");
        var silent = slow("");
        var drips = new Thread(() -> {
            try {
                while (true) {
                    write(head, "x");
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                // The server has closed the connection.
            }
        });
        drips.start();

        drips.join();
        write(silent, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(read(silent, 12))
                .as("idle time before a request does not count")
                .isEqualTo("HTTP/1.1 200");
    }

    @Test
    void haveSoManyConnectionsOfOneAddress() throws Exception {
        connector.addBean(new AddressConnectionLimit(new OpenRequests(CLIENTS.withOpen(2))));
        start(application());
        String request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        Socket first = slow(request);
        assertThat(read(first, 12)).isEqualTo("HTTP/1.1 200");
        assertThat(read(slow(request), 12)).isEqualTo("HTTP/1.1 200");

        assertThat(readOrNothing(slow(request))).isEmpty();
        first.close();
        while (connector.getConnectedEndPoints().size() > 1) {
            Thread.sleep(10);
        }
        assertThat(read(slow(request), 12)).isEqualTo("HTTP/1.1 200");
    }

    @Test
    void mayHaveAnyNumberOfConnectionsAsATrustedProxy() throws Exception {
        var trusting = new ClientSettings(List.of("127.0.0.1"), RateLimits.OFF).withOpen(1);
        connector.addBean(new AddressConnectionLimit(new OpenRequests(trusting)));
        start(application());
        for (int i = 0; i < 3; i++) {
            assertThat(read(slow("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 12)).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void haveSoManyRequestsOpenOfOneAddress() throws Exception {
        start(new OpenRequestLimitHandler(
                new OpenRequests(CLIENTS.withOpen(2)), new AsyncBodyHandler(NEVER_MS, application())));
        String begun = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
        Socket first = slow(begun);
        assertThat(read(first, 25)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(read(slow(begun), 12)).isEqualTo("HTTP/1.1 100");

        String other = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(answer(other)).startsWith("HTTP/1.1 429");
        write(first, "xy");
        assertThat(read(first, 12)).isEqualTo("HTTP/1.1 200");
        while (!answer(other).startsWith("HTTP/1.1 200")) {
            Thread.sleep(10);
        }
    }

    @Test
    void areCountedByTheHeap() {
        assertThat(ConnectionLimits.byHeap(256L << 20)).isEqualTo(4_096);
        assertThat(ConnectionLimits.byHeap(1 << 20)).isEqualTo(256);
        assertThat(ConnectionLimits.byHeap(Long.MAX_VALUE)).isEqualTo(50_000);
        assertThat(ConnectionLimits.of(4_096).perAddress()).isEqualTo(1_024);
    }

    private void awaitNoConnection() throws InterruptedException {
        // The server may not have accepted the connection yet.
        while (connector.getConnectedEndPoints().isEmpty()) {
            Thread.sleep(1);
        }
        while (!connector.getConnectedEndPoints().isEmpty()) {
            Thread.sleep(10);
        }
    }

    private void start(Handler handler) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    private static Handler application() {
        var context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new Application()), "/*");
        return context;
    }

    /** Reads and writes in blocking mode, as the servlet does. */
    private static final class Application extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readAllBytes();
            byte[] answer = request.getRequestURI().equals("/large")
                    ? new byte[LARGE]
                    : String.valueOf(body.length).getBytes(StandardCharsets.US_ASCII);
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }

    private Socket slow(String begin) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", connector.getLocalPort()));
        slow.add(socket);
        write(socket, begin);
        return socket;
    }

    private String answer(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", connector.getLocalPort())) {
            write(socket, request);
            return read(socket, Integer.MAX_VALUE);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readOrNothing(Socket socket) {
        try {
            return read(socket, 12);
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Socket socket, int most) throws IOException {
        return new String(socket.getInputStream().readNBytes(most), StandardCharsets.US_ASCII);
    }
}
