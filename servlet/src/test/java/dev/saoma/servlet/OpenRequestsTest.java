package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.internal.limit.OpenRequests;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limit of concurrent requests from one address, for all routes. */
@Timeout(60)
class OpenRequestsTest {
    private static final String BEGUN = "POST /api/registrations HTTP/1.1\r\nHost: login.example.com\r\n"
            + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ";

    private static ClientSettings settings(int most, String... proxies) {
        return new ClientSettings(List.of(proxies), RateLimits.OFF).withOpen(most);
    }

    @Test
    void haveSoManyPlacesOfEachAddress() {
        var open = new OpenRequests(settings(2));
        OpenRequests.Place first = open.enter("192.0.2.1", List::of);
        assertThat(first.granted()).isTrue();
        assertThat(open.enter("192.0.2.1", List::of).granted()).isTrue();

        OpenRequests.Place third = open.enter("192.0.2.1", List::of);
        assertThat(third.granted()).isFalse();
        third.close();
        assertThat(open.enter("192.0.2.1", List::of).granted()).isFalse();
        assertThat(open.enter("192.0.2.2", List::of).granted()).isTrue();
        first.close();
        assertThat(open.enter("192.0.2.1", List::of).granted()).isTrue();
    }

    @Test
    void believeTheProxyThatIsTrustedAndNoOther() {
        var open = new OpenRequests(settings(1, "10.0.0.1"));
        assertThat(open.enter("10.0.0.1", () -> List.of("192.0.2.1")).granted()).isTrue();
        assertThat(open.enter("10.0.0.1", () -> List.of("192.0.2.2")).granted()).isTrue();
        assertThat(open.enter("10.0.0.1", () -> List.of("192.0.2.1")).granted()).isFalse();
        assertThat(open.enter("192.0.2.9", () -> List.of("192.0.2.3")).granted())
                .isTrue();
        assertThat(open.enter("192.0.2.9", () -> List.of("192.0.2.4")).granted())
                .isFalse();
        assertThat(open.isProxy("10.0.0.1")).isTrue();
        assertThat(open.isProxy("192.0.2.9")).isFalse();
    }

    @Test
    void countRightWhenManyComeAndGoAtOnce() throws InterruptedException {
        var open = new OpenRequests(settings(3));
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var granted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var thread = new Thread(() -> {
                for (int n = 0; n < 20_000; n++) {
                    try (OpenRequests.Place place = open.enter("192.0.2.1", List::of)) {
                        if (place.granted()) {
                            granted.incrementAndGet();
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                        }
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(granted.get()).isPositive();
        assertThat(open.size()).as("remembered addresses").isZero();
    }

    @Test
    void areRefusedOneMoreByTheServlet() throws IOException {
        try (Site site = new Site(Site.production("").withClients(settings(1)));
                Socket first = begin(site, 2)) {
            assertThat(read(first, 12)).isEqualTo("HTTP/1.1 100");

            Reply refused = site.browser().get("/login");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            first.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            while (site.browser().get("/login").status() == 429) {
                Thread.onSpinWait();
            }
            assertThat(site.browser().get("/login").status()).isEqualTo(200);
        }
    }

    @Test
    void waitForABodyForFiveSecondsAndNoLonger() throws IOException {
        try (Site site = new Site();
                Socket slow = begin(site, 16_000)) {
            assertThat(read(slow, 25)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            slow.setSoTimeout(100);
            String answer = "";
            while (answer.isEmpty()) {
                slow.getOutputStream().write(' ');
                answer = readWithin(slow);
            }

            assertThat(answer).isEqualTo("HTTP/1.1 400");
        }
    }

    private static String readWithin(Socket socket) throws IOException {
        try {
            return read(socket, 12);
        } catch (java.net.SocketTimeoutException e) {
            return "";
        }
    }

    private static Socket begin(Site site, int length) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        socket.getOutputStream()
                .write((BEGUN + length + "\r\nOrigin: https://login.example.com\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String read(Socket socket, int most) throws IOException {
        return new String(socket.getInputStream().readNBytes(most), StandardCharsets.US_ASCII);
    }
}
