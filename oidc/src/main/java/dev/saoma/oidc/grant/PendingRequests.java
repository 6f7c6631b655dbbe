package dev.saoma.oidc.grant;

import dev.saoma.durability.Durability;
import dev.saoma.oidc.client.ClientId;
import dev.saoma.oidc.store.GrantStore;
import dev.saoma.oidc.store.RequestRow;
import dev.saoma.secret.Token;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Authorization requests that wait for their user, for 20 minutes, each for one browser. Thread-safe. */
public final class PendingRequests {
    private static final Duration LIFE = Duration.ofMinutes(20);

    private final GrantStore store;
    private final Clock clock;

    public PendingRequests(GrantStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A stored request.
     *
     * @param payload the request as JSON
     * @param madeAt when it arrived
     */
    public record Pending(ClientId client, String payload, Instant madeAt) {
        @Override
        public String toString() {
            return "Pending[***]";
        }
    }

    /** Stores a request and returns its identifier. */
    public Token save(ClientId client, String payload, Token browser) {
        Token id = Token.random();
        Instant now = clock.instant();
        var row = new RequestRow(id.hash(), browser.hash(), client, payload, now, now.plus(LIFE));
        return store.writeSingle(Durability.ASYNCHRONOUS, tx -> {
            tx.requests().insert(row);
            return id;
        });
    }

    /** Returns a request of this browser that waits. */
    public Optional<Pending> find(Token id, Token browser) {
        return store.lookUp(tx -> tx.requests().find(id.hash(), browser.hash(), clock.instant()))
                .map(row -> new Pending(row.client(), row.payload(), row.madeAt()));
    }

    /**
     * Gives all requests of this browser the secret that it has now. Each login changes it, and a browser remembers no other than
     * the one before, so requests of further tabs would be lost at the next login.
     */
    public void move(Token browser, Token now) {
        store.writeSingle(Durability.ASYNCHRONOUS, tx -> {
            tx.requests().setBrowser(browser.hash(), now.hash(), clock.instant());
            return true;
        });
    }

    /** Removes a request of this browser; false when there is none, also when another call has removed it. */
    public boolean take(Token id, Token browser) {
        return store.writeSingle(
                Durability.ASYNCHRONOUS, tx -> tx.requests().delete(id.hash(), browser.hash(), clock.instant()));
    }
}
