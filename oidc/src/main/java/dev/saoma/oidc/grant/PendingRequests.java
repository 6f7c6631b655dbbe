package dev.saoma.oidc.grant;

import dev.saoma.oidc.client.ClientId;
import dev.saoma.secret.Token;
import java.time.Instant;
import java.util.Optional;

/** Authorization requests that wait for their user, for 20 minutes, each for one browser. Thread-safe. */
public final class PendingRequests {

    /**
     * A stored request.
     *
     * @param payload the request as JSON
     * @param madeAt when it arrived
     */
    public record Pending(ClientId client, String payload, Instant madeAt) {}

    /** Stores a request and returns its identifier. */
    public Token save(ClientId client, String payload, Token browser) {
        throw new UnsupportedOperationException();
    }

    /** Returns a request of this browser that waits. */
    public Optional<Pending> find(Token id, Token browser) {
        throw new UnsupportedOperationException();
    }

    /** Removes a request of this browser; false when there is none, also when another call has removed it. */
    public boolean take(Token id, Token browser) {
        throw new UnsupportedOperationException();
    }
}
