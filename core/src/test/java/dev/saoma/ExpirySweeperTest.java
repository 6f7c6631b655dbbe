package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.session.SessionLifetimes;
import dev.saoma.session.Sessions;
import dev.saoma.store.Actor;
import dev.saoma.store.AuditEvent;
import dev.saoma.store.AuditFilter;
import dev.saoma.store.Platform;
import dev.saoma.store.Session;
import dev.saoma.store.SessionId;
import dev.saoma.store.Ticket;
import dev.saoma.store.memory.MemoryStore;
import dev.saoma.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The deletion of expired rows. */
class ExpirySweeperTest {
    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();
    private final Instant before = clock.instant();
    private final Token ticket = Token.random();
    private final Token session = Token.random();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SweepHorizon.class);
    private Sessions sessions;
    private ExpirySweeper sweeper;

    @BeforeEach
    void keep() {
        log.start();
        logger.addAppender(log);
        sweeper = sweeper();
        store.run(tx -> {
            tx.tickets()
                    .put(new Ticket(
                            ticket.hash(),
                            Ticket.Kind.ATTEMPT,
                            null,
                            "{}",
                            null,
                            new AppId("wx1"),
                            null,
                            before.plus(Duration.ofMinutes(20))));
            tx.sessions()
                    .insert(new Session(
                            new SessionId("s1"),
                            session.hash(),
                            new UserId("ann"),
                            null,
                            1,
                            "MyWeChatLogin",
                            "",
                            Platform.WEB,
                            before,
                            before,
                            before));
            tx.audit().append(new AuditEvent(before, AuditEvent.Kind.BOUND, Actor.APPLICATION, "ann", "wx1", ""));
        });
    }

    @AfterEach
    void close() {
        sweeper.close();
        logger.detachAppender(log);
    }

    @Test
    void leavesWhatLives() {
        clock.pass(Duration.ofMinutes(19));
        sweeper.sweep();

        assertThat(left()).isEqualTo("ticket session event");
    }

    @Test
    void takesTicketsAtTheirEnd() {
        clock.pass(Duration.ofMinutes(20));
        sweeper.sweep();

        assertThat(left()).isEqualTo("session event");
    }

    @Test
    void takesSessionsThatNobodyUsed() {
        clock.pass(Duration.ofMinutes(30));
        sweeper.sweep();

        assertThat(left()).isEqualTo("event");
    }

    @Test
    void tellsWhichSessionsItTakesBeforeItDoes() {
        var told = new ArrayList<String>();
        sessions.beforeSweep(moment -> told.add(Duration.between(before, moment).toMinutes() + " " + left()));
        clock.pass(Duration.ofMinutes(30));
        sweeper.sweep();

        assertThat(told).containsExactly("0 session event");
    }

    @Test
    void leavesSessionsOfWhichItCannotTell() {
        sessions.beforeSweep(moment -> {
            throw new IllegalStateException("not now");
        });
        clock.pass(Duration.ofMinutes(30));
        sweeper.sweep();

        assertThat(left()).isEqualTo("session event");
    }

    @Test
    void takesTheTrailAfterHalfAYear() {
        clock.pass(Duration.ofDays(181));
        sweeper.sweep();

        assertThat(left()).isEmpty();
    }

    @Test
    void takesNothingMoreWhenTheClockIsSetForwardByAYear() {
        sweeper.sweep();
        clock.setBy(Duration.ofDays(365));
        for (int minute = 0; minute < 15; minute++) {
            clock.pass(Duration.ofMinutes(1));
            sweeper.sweep();
        }

        assertThat(left()).isEqualTo("ticket session event");
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    @Test
    void takesWhatHasExpiredByTheTimeThatHasPassedMeanwhile() {
        sweeper.sweep();
        clock.setBy(Duration.ofDays(365));
        clock.pass(Duration.ofMinutes(20));
        sweeper.sweep();
        assertThat(left()).isEqualTo("session event");
        clock.pass(Duration.ofMinutes(10));
        sweeper.sweep();

        assertThat(left()).isEqualTo("event");
    }

    @Test
    void goesOnAsEverWhenTheClockIsSetRight() {
        sweeper.sweep();
        clock.setBy(Duration.ofDays(365));
        sweeper.sweep();
        clock.setBy(Duration.ofDays(-365));
        clock.pass(Duration.ofDays(2));
        sweeper.sweep();
        assertThat(left()).isEqualTo("event");
        clock.pass(Duration.ofDays(179));
        sweeper.sweep();

        assertThat(left()).isEmpty();
        assertThat(log.list).hasSize(1);
    }

    @Test
    void believesAClockThatStaysForwardForADay() {
        sweeper.sweep();
        clock.setBy(Duration.ofDays(365));
        sweeper.sweep();
        clock.pass(SweepHorizon.HOLD.minusMinutes(1));
        sweeper.sweep();
        assertThat(left()).isEqualTo("event");
        clock.pass(Duration.ofMinutes(1));
        sweeper.sweep();

        assertThat(left()).isEmpty();
    }

    @Test
    void takesNoTrailWhenTheClockWasWrongBeforeTheStart() {
        clock.setBy(Duration.ofDays(365));
        try (var another = sweeper()) {
            another.sweep();
            clock.pass(Duration.ofMinutes(15));
            another.sweep();
        }

        assertThat(left()).endsWith("event");
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    @Test
    void takesLessWhenTheClockIsSetBack() {
        clock.pass(Duration.ofMinutes(19));
        sweeper.sweep();
        clock.setBy(Duration.ofMinutes(-10));
        clock.pass(Duration.ofMinutes(10));
        sweeper.sweep();

        assertThat(left()).isEqualTo("ticket session event");
        assertThat(log.list).isEmpty();
    }

    private ExpirySweeper sweeper() {
        sessions = new Sessions(store, SessionLifetimes.DEFAULT, clock, clock::nanos);
        return new ExpirySweeper(store, sessions, clock, clock::nanos);
    }

    private String left() {
        return store.read(tx -> {
            String left = tx.tickets()
                    .find(Ticket.Kind.ATTEMPT, ticket.hash(), before)
                    .map(found -> "ticket ")
                    .orElse("");
            left += tx.sessions()
                    .byHash(session.hash())
                    .map(found -> "session ")
                    .orElse("");
            left += tx.audit().newest(AuditFilter.ALL, Long.MAX_VALUE, 1).isEmpty() ? "" : "event";
            return left.strip();
        });
    }
}
