package dev.saoma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.audit.AuditEvent;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.memory.MemoryStore;
import dev.saoma.secret.Token;
import dev.saoma.session.Platform;
import dev.saoma.session.Session;
import dev.saoma.session.SessionId;
import dev.saoma.session.SessionLife;
import dev.saoma.session.Sessions;
import dev.saoma.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that nobody needs any more. */
class SweeperTest {
    private final MemoryStore store = new MemoryStore();
    private final MovableClock clock = new MovableClock();
    private final Instant before = clock.instant();
    private final Token ticket = Token.random();
    private final Token session = Token.random();
    private Sweeper sweeper;

    @BeforeEach
    void keep() {
        sweeper = new Sweeper(store, new Sessions(store, SessionLife.DEFAULT, clock), clock);
        store.write(tx -> {
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
            tx.audit().append(new AuditEvent(before, AuditEvent.Kind.BOUND, "ann", "wx1", ""));
            return true;
        });
    }

    @AfterEach
    void close() {
        sweeper.close();
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
    void takesTheTrailAfterHalfAYear() {
        clock.pass(Duration.ofDays(181));
        sweeper.sweep();

        assertThat(left()).isEmpty();
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
            left += tx.audit().newest(Optional.empty(), Long.MAX_VALUE, 1).isEmpty() ? "" : "event";
            return left.strip();
        });
    }
}
