package dev.saoma.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A kept-alive connection that WeChat has closed in the meantime. */
@Timeout(60)
class KeptConnectionTest {
    private final StubbedClient wechat = new StubbedClient(Duration.ofSeconds(10));
    private final Map<Socket, Integer> requests = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        wechat.close();
    }

    @Test
    void isReplacedByAFreshOneWhenItWasClosed() {
        wechat.stub.answer(reply(Socket::close));
        wechat.exchange();

        assertThat(wechat.exchange()).isNotNull();
        assertThat(wechat.stub.connections()).isEqualTo(2);
    }

    @Test
    void isReplacedByAFreshOneWhenItIsReset() {
        wechat.stub.answer(reply(socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        }));
        wechat.exchange();

        assertThat(wechat.exchange()).isNotNull();
    }

    @Test
    void isReplacedByAFreshOneThoughMoreAreKept() {
        var all = new CyclicBarrier(4);
        wechat.stub.answer((target, socket) -> {
            await(all);
            WeChatStub.body(StubbedClient.GOOD).send(target, socket);
        });
        Stream.generate(() -> CompletableFuture.supplyAsync(wechat::exchange, task -> new Thread(task).start()))
                .limit(4)
                .toList()
                .forEach(CompletableFuture::join);
        assertThat(wechat.stub.connections()).isEqualTo(4);
        Map<Socket, Boolean> fresh = new ConcurrentHashMap<>();
        wechat.stub.connectionsFromNow(socket -> fresh.put(socket, true));
        wechat.stub.answer((target, socket) -> {
            if (!fresh.containsKey(socket)) {
                socket.close();
            }
            WeChatStub.body(StubbedClient.GOOD).send(target, socket);
        });

        assertThat(wechat.exchange()).isNotNull();
        assertThat(wechat.stub.requests())
                .as("four, one that failed, and one retry")
                .hasSize(6);
    }

    @Test
    void isNotReplacedAfterTheFirstByteOfAnAnswer() {
        wechat.stub.answer(reply(socket -> {
            WeChatStub.write(socket, "HT");
            socket.close();
        }));
        wechat.exchange();

        assertRefused("broke off");
        assertThat(wechat.stub.requests()).hasSize(2);
    }

    @Test
    void isReplacedOnce() {
        wechat.exchange();
        wechat.stub.answer((target, socket) -> socket.close());

        assertRefused("without an answer");
        assertThat(wechat.stub.requests()).hasSize(3);
    }

    @Test
    void isNotReplacedWhenItWasFresh() {
        wechat.stub.answer((target, socket) -> socket.close());

        assertRefused("without an answer");
        assertThat(wechat.stub.requests()).hasSize(1);
    }

    private void assertRefused(String words) {
        LoginException failure =
                org.assertj.core.api.Assertions.catchThrowableOfType(LoginException.class, wechat::exchange);
        assertThat(failure.code()).isEqualTo(ErrorCode.WECHAT_UNREACHABLE);
        assertThat(failure).hasMessageContaining(words).hasMessageNotContaining("in time");
    }

    /** Answers the first request of a connection correctly, and later requests with {@code later}. */
    private WeChatStub.Reply reply(Later later) {
        return (target, socket) -> {
            if (requests.merge(socket, 1, Integer::sum) > 1) {
                later.send(socket);
            } else {
                WeChatStub.body(StubbedClient.GOOD).send(target, socket);
            }
        };
    }

    @FunctionalInterface
    private interface Later {
        void send(Socket socket) throws IOException;
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
