package dev.saoma.oidc.logout;

import dev.saoma.oidc.client.ClientId;
import java.util.HashMap;
import java.util.Map;

/** Bounds the requests that run at once: 64 in all, and 4 to one client, so that one that hangs does not delay the others. */
final class LogoutSlots {
    private static final int IN_ALL = 64;
    private static final int OF_CLIENT = 4;

    private final Map<ClientId, Integer> inFlight = new HashMap<>();
    private int all;

    /** Returns how many more requests to a client may begin. */
    synchronized int free(ClientId client) {
        return Math.min(IN_ALL - all, OF_CLIENT - inFlight.getOrDefault(client, 0));
    }

    synchronized void take(ClientId client) {
        all++;
        inFlight.merge(client, 1, Integer::sum);
    }

    synchronized void release(ClientId client) {
        all--;
        inFlight.computeIfPresent(client, (id, count) -> count > 1 ? count - 1 : null);
    }

    synchronized int taken() {
        return all;
    }
}
