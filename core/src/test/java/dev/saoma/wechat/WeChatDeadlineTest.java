package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.saoma.error.LoginException;
import dev.saoma.testing.Stall;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call ends by its deadline. */
@Timeout(60)
class WeChatDeadlineTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    @Nested
    class AnAnswerThatDoesNotEnd {
        private static final Map<String, WeChatStub.Reply> KINDS = Map.of(
                "hangs before headers", WeChatStub.thenHang(""),
                "hangs within headers", WeChatStub.thenHang("HTTP/1.1 200 OK\r\nContent-"),
                "hangs after headers", WeChatStub.thenHang(HEAD + "Content-Length: 100\r\n\r\n"),
                "hangs in half its JSON",
                        WeChatStub.thenHang(HEAD + "Content-Length: 100\r\n\r\n{\"access_token\":\"t\","),
                "hangs in a chunk", WeChatStub.thenHang(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nab"),
                "says go on without end", (target, socket) -> forever(socket, "HTTP/1.1 100 Continue\r\n\r\n", 20),
                "drips a body", (target, socket) -> drip(socket, HEAD + "Content-Length: 100\r\n\r\n"),
                "drips headers", (target, socket) -> drip(socket, "HTTP/1.1 200 OK\r\n"));

        @Test
        void isGivenUpAtTheDeadlineHoweverItHangs() {
            // Once before it counts: what is not loaded yet takes its time.
            KINDS.forEach((kind, reply) -> end(kind, reply, Duration.ofMillis(50)));
            List<CompletableFuture<String>> calls = KINDS.entrySet().stream()
                    .map(kind -> later(() -> end(kind.getKey(), kind.getValue(), Duration.ofMillis(800))))
                    .toList();

            assertThat(calls.stream().map(CompletableFuture::join))
                    .allSatisfy(end -> assertThat(end).endsWith("wechat_unreachable in time"));
        }

        @Test
        void isGivenUpAfter5SecondsByDefault() {
            assertThat(end("hangs", WeChatStub.thenHang(HEAD), WeChatSettings.DEFAULT.deadline()))
                    .isEqualTo("hangs: wechat_unreachable in time");
        }

        private String end(String kind, WeChatStub.Reply reply, Duration deadline) {
            try (var wechat = new StubbedClient(deadline);
                    var stall = new Stall()) {
                long begun = System.nanoTime();
                LoginException failure = wechat.refusal(reply);
                long took = (System.nanoTime() - begun) / 1_000_000;
                boolean inTime =
                        took >= deadline.toMillis() - 20 && stall.used().toMillis() <= deadline.toMillis() + 400;
                return kind + ": " + failure.code().code() + (inTime ? " in time" : " after " + took + " ms");
            }
        }

        @Test
        void givesItsConnectionBack() {
            try (var wechat = new StubbedClient(Duration.ofSeconds(5), 1)) {
                wechat.stub.answer(WeChatStub.thenHang(HEAD));
                catchThrowable(() -> wechat.exchange(Deadline.in(Duration.ofMillis(200))));

                assertThat(wechat.exchange(WeChatStub.body(StubbedClient.GOOD))).isNotNull();
            }
        }

        @Test
        void leavesOneDeadlineForBothCalls() {
            try (var wechat = new StubbedClient(Duration.ofSeconds(5))) {
                WeChatClient.Token token = wechat.exchange();
                wechat.stub.answer(WeChatStub.thenHang(""));
                try (var stall = new Stall()) {
                    var deadline = Deadline.in(Duration.ofMillis(400));
                    Stream.of(1, 2).forEach(i -> catchThrowable(() -> wechat.client.profile(token, deadline)));

                    assertThat(stall.used()).isLessThan(Duration.ofMillis(800));
                }
            }
        }
    }

    private static void drip(Socket socket, String head) throws IOException, InterruptedException {
        WeChatStub.write(socket, head);
        forever(socket, "x", 50);
    }

    private static void forever(Socket socket, String piece, int pause) throws IOException, InterruptedException {
        while (true) {
            WeChatStub.write(socket, piece);
            Thread.sleep(pause);
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
