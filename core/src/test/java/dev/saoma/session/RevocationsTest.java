package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.durability.Durability;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one store: messages to one node about sessions that end on the other. */
@Timeout(60)
class RevocationsTest {
    private final MovableClock clock = new MovableClock();
    private final Slow store = new Slow();
    private final Wire wire = new Wire();
    private final Token secret = Token.random();
    private final Sessions here = sessions(wire);
    private final Sessions there = sessions(wire);

    @BeforeEach
    void signIn() {
        Instant now = clock.instant();
        var session = new Session(
                new SessionId("s1"),
                secret.hash(),
                new UserId("ann"),
                null,
                1,
                "MyWeChatLogin",
                "",
                Platform.WEB,
                now,
                now,
                now);
        store.run(tx -> {
            tx.sessions().insert(session);
        });
    }

    @Test
    void endsASessionOnTheOtherNodeAtOnce() {
        assertThat(there.check(secret)).isPresent();
        here.end(secret);

        assertThat(there.check(secret)).isEmpty();
    }

    @Test
    void mayLoseAMessageForAsLongAsTheCacheAnswers() {
        var deaf = sessions(Revocations.none());
        deaf.check(secret);
        here.end(secret);
        clock.pass(SessionLifetimes.SHARED.cached().minusMillis(1));
        assertThat(deaf.check(secret)).isPresent();
        clock.pass(Duration.ofMillis(1));

        assertThat(deaf.check(secret)).isEmpty();
    }

    @Test
    void tellsWhateverEndsASession() {
        here.end(secret);
        assertThat(wire.told).containsExactly(secret.hash());
        signIn();
        here.end(new UserId("ann"), new SessionId("s1"));
        assertThat(wire.told).hasSize(2);
        signIn();
        here.end(new UserId("ann"));
        assertThat(wire.told).hasSize(3);
        signIn();
        here.endOthers(new UserId("ann"), Token.random().hash());
        assertThat(wire.told).hasSize(4);
        here.endOthers(new UserId("ann"), Token.random().hash());

        assertThat(wire.told).containsOnly(secret.hash()).hasSize(4);
    }

    @Test
    void tellsNobodyBeforeTheCommit() {
        wire.beforeTelling = () -> {
            Optional<Session> row = store.read(tx -> tx.sessions().byHash(secret.hash()));
            assertThat(row).isEmpty();
        };
        here.end(secret);

        assertThat(wire.told).containsExactly(secret.hash());
    }

    @Test
    void winsAgainstALoadThatIsUnderWay() throws Exception {
        CompletableFuture<Boolean> loading = loading();
        var heard = CompletableFuture.runAsync(() -> here.end(secret));
        // The message must wait for the load, which would otherwise put the ended session back into the cache.
        assertThatThrownBy(() -> heard.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        store.goOn();

        assertThat(loading.get(20, TimeUnit.SECONDS)).isTrue();
        heard.get(20, TimeUnit.SECONDS);
        assertThat(there.check(secret)).isEmpty();
    }

    @Test
    void forgetsWhatWasBeingLoadedWhenMessagesWereMissed() throws Exception {
        CompletableFuture<Boolean> loading = loading();
        store.delegate.write(tx -> tx.sessions().delete(secret.hash()));
        wire.listeners.forEach(Revocations.Listener::missed);
        store.goOn();

        assertThat(loading.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(there.check(secret)).isEmpty();
    }

    @Test
    void forgetsEverythingWhenMessagesWereMissed() {
        there.check(secret);
        store.delegate.write(tx -> tx.sessions().delete(secret.hash()));
        wire.listeners.forEach(Revocations.Listener::missed);

        assertThat(there.check(secret)).isEmpty();
    }

    @Test
    void letsNobodyOutWhomNobodyRevoked() {
        there.check(secret);
        wire.listeners.forEach(listener -> {
            listener.ended(List.of(secret.hash(), new TokenHash("nonsense")));
            listener.missed();
        });

        assertThat(there.check(secret)).isPresent();
    }

    /** Starts a load on the other node: its thread has read the row but not yet put it into the cache. */
    private CompletableFuture<Boolean> loading() throws InterruptedException {
        store.holdNextRead();
        var loading = CompletableFuture.supplyAsync(() -> there.check(secret).isPresent());
        store.awaitRead();
        return loading;
    }

    private Sessions sessions(Revocations revocations) {
        return new Sessions(store, SessionLifetimes.SHARED, clock, clock::nanos, session -> true, revocations);
    }

    /** Delivers messages immediately. */
    private static final class Wire implements Revocations {
        private final List<TokenHash> told = new ArrayList<>();
        private final List<Listener> listeners = new ArrayList<>();
        private Runnable beforeTelling = () -> {};

        @Override
        public void publish(Collection<TokenHash> ended) {
            beforeTelling.run();
            told.addAll(ended);
            listeners.forEach(listener -> listener.ended(ended));
        }

        @Override
        public void subscribe(Listener listener) {
            listeners.add(listener);
        }
    }

    /** Blocks a reader after its read until {@code goOn} is called, so that the result may be stale. */
    private static final class Slow implements Store {
        private final MemoryStore delegate = new MemoryStore();
        private final CountDownLatch read = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean hold;

        void holdNextRead() {
            hold = true;
        }

        void awaitRead() throws InterruptedException {
            assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
        }

        void goOn() {
            goOn.countDown();
        }

        @Override
        public <T> T write(Durability durability, Function<Transaction, T> work) {
            return delegate.write(durability, work);
        }

        @Override
        public <T> T read(Function<Transaction, T> work) {
            T found = delegate.read(work);
            if (hold) {
                hold = false;
                read.countDown();
                try {
                    assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return found;
        }

        @Override
        public void close() {
            delegate.close();
        }
    }
}
