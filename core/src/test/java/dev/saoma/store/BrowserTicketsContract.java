package dev.saoma.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.AppId;
import dev.saoma.secret.Token;
import dev.saoma.secret.TokenHash;
import dev.saoma.store.Ticket.Kind;
import dev.saoma.testing.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
