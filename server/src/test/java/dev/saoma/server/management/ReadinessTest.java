package dev.saoma.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.DatabaseLoad;
import dev.saoma.database.Dialect;
import dev.saoma.database.SchemaState;
import dev.saoma.database.SqlConnection;
import dev.saoma.durability.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The readiness that a load balancer sees while the database hangs. */
@Timeout(60)
class ReadinessTest {
    private static final int TRIES = 5;

    private final Readiness readiness = new Readiness();
    private final Hanging database = new Hanging();

    private final List<ServerSocket> ports = new ArrayList<>();

    /** Returns a port that responds at once. */
    private PortProbe port() {
        return port("HTTP/1.1 200 OK\r\n\r\n");
    }

    private PortProbe port(String answer) {
        try {
            var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            ports.add(listening);
            var answering = new Thread(() -> answer(listening, answer));
            answering.setDaemon(true);
            answering.start();
            return new PortProbe(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()),
                    "localhost",
                    "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(ServerSocket listening, String answer) {
        List<Socket> kept = new ArrayList<>();
        while (!listening.isClosed()) {
            try {
                Socket one = listening.accept();
                kept.add(one);
                one.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The test has closed the port.
            }
        }
    }

    @Test
    void looksAtThePublicPort() {
        database.goOn.countDown();
        readiness.started(database, port(""));

        assertThat(readiness.unreadyReason()).contains("port_unanswered");
    }

    @AfterEach
    void close() throws IOException {
        for (ServerSocket port : ports) {
            port.close();
        }
        database.goOn.countDown();
        readiness.close();
    }

    @Test
    void beginsWithTheStartAndEndsWithTheStop() {
        database.goOn.countDown();
        assertThat(readiness.unreadyReason()).contains("starting");
        readiness.started(database, port());
        assertThat(readiness.unreadyReason()).isEmpty();
        readiness.stopping();

        assertThat(readiness.unreadyReason()).contains("stopping");
    }

    /** Takes the fastest of several tries, because any of them may coincide with a pause of the machine. */
    @Test
    void waitsTwoSecondsForADatabaseThatHangs() {
        readiness.started(database, port());
        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < TRIES && quickest.toMillis() > 2_100; i++) {
            long began = System.nanoTime();
            assertThat(readiness.unreadyReason()).contains("store_unavailable");
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            quickest = took.compareTo(quickest) < 0 ? took : quickest;
        }

        assertThat(quickest).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100));
    }

    @Test
    void asksADatabaseThatHangsOnce() {
        readiness.started(database, port());
        ExecutorService probes = Executors.newFixedThreadPool(3);
        List<CompletableFuture<Optional<String>>> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(readiness::unreadyReason, probes))
                .limit(3)
                .toList();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).contains("store_unavailable"));
        probes.shutdownNow();
        database.goOn.countDown();
        // The first results may still come from the query that hung.
        while (database.ended.get() == 0 || readiness.unreadyReason().isPresent()) {
            Thread.onSpinWait();
        }

        assertThat(database.asked.get()).isLessThanOrEqualTo(2);
    }

    /** Blocks writes until the latch opens. */
    private static final class Hanging implements Database {
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        @Override
        public <T> T write(Durability durability, Function<SqlConnection, T> work) {
            asked.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                ended.incrementAndGet();
            }
            return null;
        }

        @Override
        public <T> T read(Function<SqlConnection, T> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Dialect dialect() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DatabaseLoad load() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void migrate(String location, String history) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SchemaState state(String location, String history) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
