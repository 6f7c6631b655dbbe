package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.secret.TokenHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A transport that hangs, fails or is overloaded does not affect callers that end sessions. */
@Timeout(60)
class QueuedRevocationsTest {
    private final BlockingQueue<TokenHash> told = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void tellsInOrder() throws Exception {
        try (var queued = new QueuedRevocations(transport(told::addAll))) {
            queued.publish(hashes(0, 700));

            assertThat(told(700)).isEqualTo(hashes(0, 700));
        }
    }

    @Test
    void keepsSoManyWhileTheTransportHangsAndDropsTheRest() throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(QueuedRevocations.class);
        log.start();
        logger.addAppender(log);
        try (var queued = new QueuedRevocations(transport(this::hang))) {
            queued.publish(hashes(0, 1));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            queued.publish(hashes(1, QueuedRevocations.WAITING + 100));
            queued.publish(hashes(-9, 9));
            assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
            goOn.countDown();

            assertThat(told(QueuedRevocations.WAITING + 1)).isEqualTo(hashes(0, QueuedRevocations.WAITING + 1));
            queued.publish(hashes(-1, 1));
            assertThat(told(1)).isEqualTo(hashes(-1, 1));
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        var first = new CountDownLatch(1);
        try (var queued = new QueuedRevocations(transport(ended -> {
            if (first.getCount() > 0) {
                first.countDown();
                throw new IllegalStateException("no connection");
            }
            told.addAll(ended);
        }))) {
            queued.publish(hashes(0, 1));
            assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
            queued.publish(hashes(1, 1));

            assertThat(told(1)).isEqualTo(hashes(1, 1));
        }
    }

    @Test
    void tellsWhatStillWaitsWhenItIsClosed() throws Exception {
        var queued = new QueuedRevocations(transport(this::hang));
        queued.publish(hashes(0, 1));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        queued.publish(hashes(1, 1));
        goOn.countDown();
        queued.close();

        assertThat(new ArrayList<>(told)).isEqualTo(hashes(0, 2));
    }

    @Test
    void closesThoughTheTransportHangs() throws Exception {
        var queued = new QueuedRevocations(transport(this::hang));
        queued.publish(hashes(0, 1));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        queued.close();

        assertThat(told).isEmpty();
    }

    private void hang(Collection<TokenHash> ended) {
        begun.countDown();
        try {
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        told.addAll(ended);
    }

    private List<TokenHash> told(int count) throws InterruptedException {
        var all = new ArrayList<TokenHash>();
        for (int i = 0; i < count; i++) {
            TokenHash next = told.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            all.add(next);
        }
        return all;
    }

    private static List<TokenHash> hashes(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new TokenHash("h" + i))
                .toList();
    }

    private interface Teller {
        void publish(Collection<TokenHash> ended);
    }

    private static Revocations transport(Teller teller) {
        return new Revocations() {
            @Override
            public void publish(Collection<TokenHash> ended) {
                teller.publish(ended);
            }

            @Override
            public void subscribe(Listener listener) {}
        };
    }
}
