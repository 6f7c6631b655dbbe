package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.testing.Stall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of WeChat and of the network during a call. */
@Timeout(60)
class WeChatHttpTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    @Nested
    class TooMuch {

        @Test
        void isNotReadToTheEndOfABody() {
            assertThat(written(HEAD + "Content-Length: 300000000\r\n\r\n", "x".repeat(65_536)))
                    .isLessThan(40_000_000);
        }

        @Test
        void isNotReadToTheEndOfChunks() {
            assertThat(written(HEAD + "Transfer-Encoding: chunked\r\n\r\n", "10000\r\n" + "x".repeat(65_536) + "\r\n"))
                    .isLessThan(40_000_000);
        }

        @Test
        void isNotReadToTheEndOfAHeader() {
            assertThat(written("HTTP/1.1 200 OK\r\nX: ", "x".repeat(65_536))).isLessThan(40_000_000);
        }

        @Test
        void isNotReadToTheEndOfManyHeaders() {
            assertThat(written("HTTP/1.1 200 OK\r\n", "X: y\r\n".repeat(10_000)))
                    .isLessThan(40_000_000);
        }

        @Test
        void isNotReadToTheEndOfAStatusLine() {
            assertThat(written("HTTP/1.1 200 ", "x".repeat(65_536))).isLessThan(40_000_000);
        }

        /** Returns how many of 300 MB were sent before the client closed the connection. */
        private long written(String head, String piece) {
            var written = new AtomicLong();
            byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
            try (var wechat = new StubbedClient(Duration.ofSeconds(30))) {
                LoginException failure = wechat.refusal((target, socket) -> {
                    WeChatStub.write(socket, head);
                    while (written.get() < 300_000_000) {
                        socket.getOutputStream().write(bytes);
                        written.addAndGet(bytes.length);
                    }
                });
                assertThat(failure.code()).isEqualTo(ErrorCode.WECHAT_BAD_ANSWER);
            }
            return written.get();
        }
    }

    @Nested
    class ACode {

        @Test
        void isExchangedOnceWhenTheReplyIsLost() {
            assertThat(requests((target, socket) -> socket.close())).hasSize(1);
        }

        @Test
        void isExchangedOnceWhenTheConnectionIsReset() {
            assertThat(requests((target, socket) -> {
                        socket.setSoLinger(true, 0);
                        socket.close();
                    }))
                    .hasSize(1);
        }

        @Test
        void isExchangedOnceWhenWeChatSays503() {
            assertThat(requests((target, socket) -> WeChatStub.write(
                            socket, "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")))
                    .hasSize(1);
        }

        @Test
        void isExchangedOnceWhenWeChatHangs() {
            assertThat(requests(WeChatStub.thenHang(""), Duration.ofSeconds(2))).hasSize(1);
        }

        @Test
        void isUnreachableWhenTheConnectionIsReset() {
            try (var wechat = new StubbedClient(Duration.ofSeconds(5))) {
                assertThat(wechat.refusal((target, socket) -> socket.close()).code())
                        .isEqualTo(ErrorCode.WECHAT_UNREACHABLE);
            }
        }

        @Test
        void isUnreachableWhenNobodyListens() throws Exception {
            try (var holder = new Socket()) {
                // Bound but not listening, so that no other process can take the port.
                holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                try (var wechat = StubbedClient.askingAt(holder.getLocalPort(), Duration.ofSeconds(5))) {
                    assertThat(wechat.refusal(WeChatStub.body("")).code()).isEqualTo(ErrorCode.WECHAT_UNREACHABLE);
                }
            }
        }

        @Test
        void isUnreachableOnceTheClientIsClosed() {
            try (var wechat = new StubbedClient(Duration.ofSeconds(5))) {
                wechat.client.close();

                assertThat(wechat.refusal(WeChatStub.body("")).code()).isEqualTo(ErrorCode.WECHAT_UNREACHABLE);
            }
        }

        private List<String> requests(WeChatStub.Reply reply) {
            return requests(reply, Duration.ofSeconds(4));
        }

        private List<String> requests(WeChatStub.Reply reply, Duration deadline) {
            try (var wechat = new StubbedClient(deadline)) {
                wechat.refusal(reply);
                return wechat.stub.requests();
            }
        }
    }

    @Test
    void isNotSentToAnotherServer() {
        try (var other = new WeChatStub(WeChatStub.body(StubbedClient.GOOD));
                var wechat = new StubbedClient(Duration.ofSeconds(5))) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                wechat.refusal((target, socket) -> WeChatStub.write(
                        socket,
                        "HTTP/1.1 " + status + " Moved\r\nLocation: " + other.address()
                                + "/sns/oauth2/access_token\r\nContent-Length: 0\r\n\r\n"));
            }

            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void isRememberedByNoCookie() {
        try (var wechat = new StubbedClient(Duration.ofSeconds(5))) {
            wechat.refusal((target, socket) ->
                    WeChatStub.write(socket, HEAD + "Set-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n"));
            wechat.exchange(WeChatStub.body(StubbedClient.GOOD));

            assertThat(wechat.stub.requests()).hasSize(2);
            assertThat(wechat.stub.headers()).noneMatch(header -> header.startsWith("Cookie"));
        }
    }

    @Test
    void usesAConnectionAgain() {
        try (var wechat = new StubbedClient(Duration.ofSeconds(5))) {
            wechat.exchange();
            wechat.exchange();

            assertThat(wechat.stub.connections()).isEqualTo(1);
        }
    }

    @Test
    void isBusyWithinASecondWhenTooManyAreUnderWay() {
        try (var wechat = new StubbedClient(Duration.ofSeconds(30), 2)) {
            wechat.stub.answer(WeChatStub.thenHang(""));
            List<CompletableFuture<LoginException>> hanging = Stream.generate(
                            () -> later(() -> wechat.refusal(WeChatStub.thenHang(""))))
                    .limit(2)
                    .toList();
            while (wechat.stub.requests().size() < 2) {
                Thread.onSpinWait();
            }
            try (var stall = new Stall()) {
                LoginException failure = wechat.refusal(WeChatStub.thenHang(""));

                assertThat(failure.code()).isEqualTo(ErrorCode.WECHAT_BUSY);
                assertThat(stall.used()).isLessThan(Duration.ofSeconds(1));
            }
            wechat.stub.close();
            hanging.forEach(CompletableFuture::join);
        }
    }

    private static <T> CompletableFuture<T> later(java.util.function.Supplier<T> work) {
        var end = new CompletableFuture<T>();
        var thread = new Thread(() -> {
            try {
                end.complete(work.get());
            } catch (RuntimeException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }
}
