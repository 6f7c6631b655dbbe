package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.saoma.App;
import dev.saoma.AppFolder;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.logintype.Authorization;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.testing.Stall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
            // A first run that is not measured, since loading classes takes time.
            KINDS.forEach((kind, reply) -> end(kind, reply, Duration.ofMillis(50)));
            List<CompletableFuture<String>> calls = KINDS.entrySet().stream()
                    .map(kind -> later(() -> end(kind.getKey(), kind.getValue(), Duration.ofMillis(800))))
                    .toList();

            assertThat(calls.stream().map(CompletableFuture::join))
                    .allSatisfy(end -> assertThat(end).endsWith("wechat_unreachable in time"));
        }

        @Tag("full")
        @Test
        void isGivenUpAfter5SecondsByDefault() {
            assertThat(end(
                            "hangs",
                            WeChatStub.thenHang(HEAD),
                            WeChatSettings.DEFAULT.deadline(),
                            Duration.ofSeconds(5)))
                    .isEqualTo("hangs: wechat_unreachable in time");
        }

        private String end(String kind, WeChatStub.Reply reply, Duration deadline) {
            return end(kind, reply, deadline, deadline);
        }

        private String end(String kind, WeChatStub.Reply reply, Duration set, Duration deadline) {
            try (var wechat = new StubbedClient(set);
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

        /** The deadline of the whole login passes between its two calls, so no time is left for the second. */
        @Tag("full")
        @Test
        void leavesOneDeadlineForBothCalls(@TempDir Path folder) throws Exception {
            var whole = Duration.ofSeconds(3);
            try (var stub = new WeChatStub(WeChatStub.body(StubbedClient.GOOD));
                    App app = open(folder, stub, whole)) {
                Authorization scan = app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class)
                        .exchange(StubbedClient.CODE);
                Thread.sleep(whole.toMillis());

                assertThat(catchThrowableOfType(
                                LoginException.class, () -> scan.profile().get()))
                        .extracting(LoginException::code)
                        .isEqualTo(ErrorCode.WECHAT_UNREACHABLE);
                assertThat(stub.requests()).hasSize(1);
            }
        }
    }

    private static App open(Path folder, WeChatStub stub, Duration deadline) {
        return App.builder(AppFolder.example(folder).path())
                .store(new MemoryStore())
                .wechat(stub.settings(deadline, 10))
                .environment(name -> Optional.of("x"))
                .open();
    }

    /** A refresh in the background may wait for a thread for longer than a login may take. */
    @Nested
    class AProfileThatIsReadLater {

        @Test
        void hasADeadlineOfItsOwn(@TempDir Path folder) throws Exception {
            var whole = Duration.ofSeconds(3);
            try (var stub = new WeChatStub(WeChatStub.body(StubbedClient.GOOD));
                    App app = open(folder, stub, whole)) {
                Authorization scan = app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class)
                        .exchange(StubbedClient.CODE);
                stub.answer(WeChatStub.body("{\"nickname\":\"x\",\"openid\":\""
                        + scan.identity().openId().value() + "\"}"));
                Thread.sleep(whole.toMillis());

                assertThat(scan.laterProfile().get().nickname()).isEqualTo("x");
            }
        }
    }

    @Nested
    class AWayThatDoesNotEnd {
        private final CountDownLatch found = new CountDownLatch(1);
        private final AtomicInteger lookups = new AtomicInteger();

        @Test
        void isGivenUpThoughTheNameServerIsSilent() {
            try (var wechat = silent(100);
                    var stall = new Stall()) {
                LoginException failure = wechat.refusal(WeChatStub.body(StubbedClient.GOOD));

                assertThat(failure).hasMessageContaining("in time");
                assertThat(stall.used()).isLessThan(Duration.ofSeconds(3));
                found.countDown();
            }
        }

        @Test
        void holdsOneThreadForANameHoweverManyAsk() {
            try (var wechat = silent(100)) {
                List<CompletableFuture<LoginException>> calls = Stream.generate(
                                () -> later(() -> wechat.refusal(WeChatStub.body(StubbedClient.GOOD))))
                        .limit(20)
                        .toList();
                calls.forEach(CompletableFuture::join);

                assertThat(lookups).hasValue(1);
                found.countDown();
            }
        }

        @Test
        void givesItsPlaceBackWhenTheNameServerIsSilent() {
            try (var wechat = silent(1)) {
                wechat.refusal(WeChatStub.body(StubbedClient.GOOD));
                found.countDown();

                assertThat(wechat.exchange(Deadline.in(Duration.ofSeconds(20)))).isNotNull();
            }
        }

        @Test
        void isGivenUpThoughManyAddressesAreDead() throws Exception {
            try (var hole = new BlackHole();
                    var wechat = StubbedClient.askingAt(hole.port(), Duration.ofSeconds(1), host -> dead(6));
                    var stall = new Stall()) {
                assertThat(wechat.refusal(WeChatStub.body(""))).hasMessageContaining("in time");
                assertThat(stall.used()).isLessThan(Duration.ofMillis(1_700));
            }
        }

        @Test
        void ofAnAddressLeavesTimeForTheNext() throws Exception {
            InetAddress alive = InetAddress.getByName("127.0.0.1");
            try (var stub = new WeChatStub(WeChatStub.body(StubbedClient.GOOD));
                    var hole = new BlackHole("127.0.0.2", stub.address().getPort());
                    var wechat = StubbedClient.askingAt(hole.port(), Duration.ofSeconds(6), host ->
                            new InetAddress[] {hole.address(), hole.address(), hole.address(), alive})) {
                assertThat(wechat.exchange()).isNotNull();
            }
        }

        @Test
        void isGivenUpWithinAHandshake() throws Exception {
            try (var stub = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                    var wechat = StubbedClient.asking(
                            "https://localhost:" + stub.getLocalPort(),
                            Duration.ofSeconds(1),
                            host -> new InetAddress[] {
                                InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress()
                            });
                    var stall = new Stall()) {
                assertThat(wechat.refusal(WeChatStub.body(""))).hasMessageContaining("in time");
                assertThat(stall.used()).isLessThan(Duration.ofMillis(1_700));
            }
        }

        private StubbedClient silent(int inFlight) {
            return StubbedClient.finding(
                    host -> {
                        lookups.incrementAndGet();
                        awaitFound();
                        return InetAddress.getAllByName(host);
                    },
                    Duration.ofSeconds(1),
                    inFlight);
        }

        private void awaitFound() {
            try {
                found.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static InetAddress[] dead(int times) {
            InetAddress[] all = new InetAddress[times];
            Arrays.fill(all, InetAddress.getLoopbackAddress());
            return all;
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
