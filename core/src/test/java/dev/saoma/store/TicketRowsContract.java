package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.saoma.Race;
import dev.saoma.error.LoginException;
import dev.saoma.identity.AppId;
import dev.saoma.identity.UserId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Ticket.Kind;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of {@link TicketRows}. */
public abstract class TicketRowsContract extends StoreContract {
    private static final AppId APP = new AppId("wx1");
    private static final UserId USER = new UserId("u1");
    private static final int ROUNDS = 200;

    private final MovableClock clock = new MovableClock();

    protected TicketRowsContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Test
    void findWhatWasPut() {
        Ticket ticket = put(ticket(Kind.LOGIN_CODE, USER, 7L));

        assertThat(find(Kind.LOGIN_CODE, ticket.hash())).contains(ticket);
    }

    @Test
    void keepWhatIsNobodysYet() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, null, null));

        assertThat(find(Kind.ATTEMPT, ticket.hash())).contains(ticket);
    }

    @Test
    void keepWhatThePayloadSays() {
        var ticket = new Ticket(
                Token.random().hash(), Kind.ATTEMPT, null, "{\"x\":\"微信 '\\\"🙂\"}", USER, APP, null, soon());

        put(ticket);

        assertThat(find(Kind.ATTEMPT, ticket.hash())).map(Ticket::payload).contains(ticket.payload());
    }

    @Test
    void findNothingUnderAnotherKind() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, USER, null));

        assertThat(find(Kind.LOGIN_CODE, ticket.hash())).isEmpty();
    }

    @Test
    void areNotTakenUnderAnotherKind() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, USER, null));

        assertThat(take(Kind.LOGIN_CODE, ticket.hash())).isFalse();
    }

    @Test
    void areTakenOnce() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, null, null));
        take(Kind.ATTEMPT, ticket.hash());

        assertThat(take(Kind.ATTEMPT, ticket.hash())).isFalse();
    }

    @Test
    void goToExactlyOneOf16Threads() {
        try (var race = new Race(16)) {
            for (int round = 0; round < ROUNDS; round++) {
                Ticket ticket = put(ticket(Kind.LOGIN_CODE, USER, 1L));

                assertThat(race.run(i -> take(Kind.LOGIN_CODE, ticket.hash())))
                        .as("round " + round)
                        .containsOnlyOnce(true)
                        .hasSize(16)
                        .containsOnly(true, false);
            }
        }
    }

    @Test
    void comeBackWhenTheTransactionFails() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, null, null));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.write(tx -> {
                    tx.tickets().take(Kind.ATTEMPT, ticket.hash(), clock.instant());
                    throw new IllegalStateException("later");
                }));

        assertThat(take(Kind.ATTEMPT, ticket.hash())).isTrue();
    }

    @Test
    void liveUntilTheirLastMillisecond() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, null, null));
        clock.pass(Duration.ofMinutes(5).minusMillis(1));

        assertThat(take(Kind.ATTEMPT, ticket.hash())).isTrue();
    }

    @Test
    void areNotFoundAtTheirExpiry() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, null, null));
        clock.pass(Duration.ofMinutes(5));

        assertThat(find(Kind.ATTEMPT, ticket.hash())).isEmpty();
    }

    @Test
    void areNotTakenAtTheirExpiry() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, null, null));
        clock.pass(Duration.ofMinutes(5));

        assertThat(take(Kind.ATTEMPT, ticket.hash())).isFalse();
    }

    @Test
    void refuseASecondOfTheSameHashAndKind() {
        Ticket ticket = put(ticket(Kind.ATTEMPT, null, null));

        assertThatExceptionOfType(LoginException.class).isThrownBy(() -> put(ticket));
    }

    @Test
    void countFailures() {
        Ticket ticket = put(ticket(Kind.LOGIN_CODE, USER, 1L));
        fail(ticket);

        assertThat(fail(ticket)).isEqualTo(2);
    }

    @Test
    void countNothingOfATicketThatIsGone() {
        assertThat(fail(ticket(Kind.LOGIN_CODE, USER, 1L))).isZero();
    }

    @Test
    void goWithTheirUserAtOneApplication() {
        Ticket ticket = put(ticket(Kind.LOGIN_CODE, USER, 1L));
        removeOf(USER, APP);

        assertThat(take(Kind.LOGIN_CODE, ticket.hash())).isFalse();
    }

    @Test
    void stayWhenAnotherUsersGo() {
        Ticket ticket = put(ticket(Kind.LOGIN_CODE, USER, 1L));
        removeOf(new UserId("U1"), APP);

        assertThat(take(Kind.LOGIN_CODE, ticket.hash())).isTrue();
    }

    @Test
    void stayWhenAnotherApplicationsGo() {
        Ticket ticket = put(ticket(Kind.LOGIN_CODE, USER, 1L));
        removeOf(USER, new AppId("WX1"));

        assertThat(take(Kind.LOGIN_CODE, ticket.hash())).isTrue();
    }

    @Test
    void areSweptInSteps() {
        for (int i = 0; i < 5; i++) {
            put(ticket(Kind.ATTEMPT, null, null));
        }
        clock.pass(Duration.ofMinutes(5));
        sweep(3);

        assertThat(sweep(3)).isEqualTo(2);
    }

    @Test
    void areNotSweptWhileTheyLive() {
        put(ticket(Kind.ATTEMPT, null, null));

        assertThat(sweep(10)).isZero();
    }

    private Instant soon() {
        return clock.instant().plus(Duration.ofMinutes(5));
    }

    private Ticket ticket(Kind kind, UserId user, Long authId) {
        return new Ticket(Token.random().hash(), kind, null, "{}", user, APP, authId, soon());
    }

    private Ticket put(Ticket ticket) {
        return store.write(tx -> {
            tx.tickets().put(ticket);
            return ticket;
        });
    }

    private Optional<Ticket> find(Kind kind, TokenHash hash) {
        return store.read(tx -> tx.tickets().find(kind, hash, clock.instant()));
    }

    private boolean take(Kind kind, TokenHash hash) {
        return store.write(tx -> tx.tickets().take(kind, hash, clock.instant()));
    }

    private int fail(Ticket ticket) {
        return store.write(tx -> tx.tickets().fail(ticket.kind(), ticket.hash()));
    }

    private void removeOf(UserId user, AppId app) {
        store.run(tx -> {
            tx.tickets().removeOf(user, app);
        });
    }

    private int sweep(int limit) {
        return store.write(tx -> tx.tickets().sweep(clock.instant(), limit));
    }
}
