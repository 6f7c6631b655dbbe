package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.Race;
import dev.saoma.durability.Durability;
import dev.saoma.identity.AppId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Ticket.Kind;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The contract of {@link TicketRows} for tickets that belong to a browser. */
public abstract class BrowserTicketsContract extends StoreContract {
    private final MovableClock clock = new MovableClock();
    private final Token browser = Token.random();

    protected BrowserTicketsContract(Function<Path, Store> stores) {
        super(stores);
    }

    @Test
    void areFoundWithTheirBrowser() {
        Ticket ticket = put(Kind.ATTEMPT, browser);

        assertThat(live(List.of(ticket))).containsExactly(ticket);
    }

    @Test
    void stayUntilThereAreTooMany() {
        List<Ticket> tickets = putInOrder(Kind.ATTEMPT, 3);
        keepNewest(3);

        assertThat(live(tickets)).isEqualTo(tickets);
    }

    @Test
    void goOldestFirst() {
        List<Ticket> tickets = putInOrder(Kind.ATTEMPT, 5);
        keepNewest(2);

        assertThat(live(tickets)).isEqualTo(tickets.subList(3, 5));
    }

    @Test
    void stayWhenAnotherBrowsersGo() {
        Ticket other = put(Kind.ATTEMPT, Token.random());
        putInOrder(Kind.ATTEMPT, 3);
        keepNewest(1);

        assertThat(live(List.of(other))).containsExactly(other);
    }

    @Test
    void stayWhenAnotherKindGoes() {
        List<Ticket> codes = putInOrder(Kind.LOGIN_CODE, 2);
        keepNewest(1);

        assertThat(live(codes)).isEqualTo(codes);
    }

    @Test
    void stayWhenTheyAreOfNoBrowser() {
        Ticket nobodys = put(Kind.ATTEMPT, null);
        keepNewest(0);

        assertThat(live(List.of(nobodys))).containsExactly(nobodys);
    }

    @Test
    void areTakenByTheirBrowserOnce() {
        Ticket ticket = put(Kind.ATTEMPT, browser);

        assertThat(takeOf(browser, Kind.ATTEMPT, ticket)).contains(ticket);
        assertThat(takeOf(browser, Kind.ATTEMPT, ticket)).isEmpty();
        assertThat(live(List.of(ticket))).isEmpty();
    }

    @Test
    void areNotTakenByAnotherBrowser() {
        Ticket ticket = put(Kind.ATTEMPT, browser);

        assertThat(takeOf(Token.random(), Kind.ATTEMPT, ticket)).isEmpty();
        assertThat(live(List.of(ticket))).containsExactly(ticket);
    }

    @Test
    void areNotTakenByABrowserWhenTheyAreOfNone() {
        Ticket nobodys = put(Kind.ATTEMPT, null);

        assertThat(takeOf(browser, Kind.ATTEMPT, nobodys)).isEmpty();
        assertThat(live(List.of(nobodys))).containsExactly(nobodys);
    }

    @Test
    void areNotTakenByTheirBrowserUnderAnotherKind() {
        Ticket ticket = put(Kind.ATTEMPT, browser);

        assertThat(takeOf(browser, Kind.LOGIN_CODE, ticket)).isEmpty();
        assertThat(live(List.of(ticket))).containsExactly(ticket);
    }

    @Test
    void areNotTakenByTheirBrowserAtTheirExpiry() {
        Ticket ticket = put(Kind.ATTEMPT, browser);
        clock.pass(Duration.ofSeconds(60));

        assertThat(takeOf(browser, Kind.ATTEMPT, ticket)).isEmpty();
    }

    @Test
    void goToExactlyOneOf16ThreadsOfTheirBrowser() {
        try (var race = new Race(16)) {
            for (int round = 0; round < 100; round++) {
                Ticket ticket = put(Kind.ATTEMPT, browser);

                assertThat(race.run(i -> takeOf(browser, Kind.ATTEMPT, ticket)))
                        .as("round " + round)
                        .hasSize(16)
                        .containsOnlyOnce(Optional.of(ticket))
                        .containsOnly(Optional.of(ticket), Optional.empty());
            }
        }
    }

    private Optional<Ticket> takeOf(Token of, Kind kind, Ticket ticket) {
        return store.writeSingle(
                Durability.ASYNCHRONOUS, tx -> tx.tickets().takeOf(of.hash(), kind, ticket.hash(), clock.instant()));
    }

    private List<Ticket> putInOrder(Kind kind, int count) {
        var tickets = new ArrayList<Ticket>();
        for (int i = 0; i < count; i++) {
            tickets.add(put(kind, browser));
            clock.pass(Duration.ofMillis(1));
        }
        return tickets;
    }

    private Ticket put(Kind kind, Token of) {
        TokenHash hash = of == null ? null : of.hash();
        var ticket = new Ticket(
                Token.random().hash(),
                kind,
                hash,
                "{}",
                null,
                new AppId("wx1"),
                null,
                clock.instant().plusSeconds(60));
        return store.write(tx -> {
            tx.tickets().put(ticket);
            return ticket;
        });
    }

    private void keepNewest(int count) {
        store.run(tx -> {
            tx.tickets().keepNewest(Kind.ATTEMPT, browser.hash(), count);
        });
    }

    private List<Ticket> live(List<Ticket> tickets) {
        return store.read(tx -> tickets.stream()
                .flatMap(ticket -> tx.tickets().find(ticket.kind(), ticket.hash(), clock.instant()).stream())
                .toList());
    }
}
