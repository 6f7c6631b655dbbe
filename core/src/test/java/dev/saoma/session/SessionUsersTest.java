package dev.saoma.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.User;
import dev.saoma.identity.UserId;
import dev.saoma.session.SessionUsers.SessionUser;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The users whom session checks show. */
@Timeout(30)
class SessionUsersTest {
    private static final UserId ANN = new UserId("ann");

    private final MovableClock clock = new MovableClock();

    private final AtomicInteger asked = new AtomicInteger();

    private volatile String nickname = "Ann";

    private final SessionUsers users = users(Duration.ofSeconds(30));

    @Test
    void areReadOnce() {
        users.find(ANN);

        assertThat(users.find(ANN).map(found -> found.user().nicknameOrNull())).contains("Ann");
        assertThat(asked).hasValue(1);
    }

    @Test
    void areReadAgainWhenASessionWouldBe() {
        users.find(ANN);
        clock.pass(Duration.ofSeconds(30));
        users.find(ANN);

        assertThat(asked).hasValue(2);
    }

    @Test
    void areReadEachTimeWithoutACache() {
        SessionUsers uncached = users(Duration.ZERO);
        uncached.find(ANN);
        uncached.find(ANN);

        assertThat(asked).hasValue(2);
    }

    @Test
    void areReadAgainWhenOneHasChanged() {
        users.find(ANN);
        nickname = "Anna";
        users.changed(ANN);

        assertThat(users.find(ANN).map(found -> found.user().nicknameOrNull())).contains("Anna");
    }

    @Test
    void areReadAgainWhenAllMayHaveChanged() {
        users.find(ANN);
        nickname = "Anna";
        users.changedAll();

        assertThat(users.find(ANN).map(found -> found.user().nicknameOrNull())).contains("Anna");
    }

    @Test
    void whoAreUnknownAreAskedForAgain() {
        var none = new SessionUsers(
                id -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                },
                Duration.ofSeconds(30),
                clock::nanos);
        none.find(ANN);

        assertThat(none.find(ANN)).isEmpty();
        assertThat(asked).hasValue(2);
    }

    /** The look-up has read the old name before the change, and ends after it. */
    @Test
    void areNotKeptFromALookUpThatTheChangeOvertakes() throws Exception {
        var hasRead = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var slow = new SessionUsers(
                id -> {
                    SessionUser read = user();
                    if (asked.incrementAndGet() == 1) {
                        hasRead.countDown();
                        join(mayEnd);
                    }
                    return Optional.of(read);
                },
                Duration.ofSeconds(30),
                clock::nanos);
        var first = CompletableFuture.supplyAsync(() -> slow.find(ANN));
        hasRead.await();
        nickname = "Anna";
        slow.changedAll();
        mayEnd.countDown();

        assertThat(first.get().map(found -> found.user().nicknameOrNull())).contains("Anna");
        assertThat(slow.find(ANN).map(found -> found.user().nicknameOrNull())).contains("Anna");
    }

    private SessionUsers users(Duration cached) {
        return new SessionUsers(
                id -> {
                    asked.incrementAndGet();
                    return Optional.of(user());
                },
                cached,
                clock::nanos);
    }

    private SessionUser user() {
        return new SessionUser(new User(ANN, nickname, null, true), List.of());
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
