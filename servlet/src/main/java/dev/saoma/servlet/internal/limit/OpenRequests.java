package dev.saoma.servlet.internal.limit;

import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.internal.http.IpAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Limits how many requests of one client address are open at the same time, on all routes. The address is that of
 * {@link RateLimits}: the one that the last trusted proxy names. Thread-safe.
 */
public final class OpenRequests {
    /** The count of an entry that was removed from the map. */
    private static final int FORGOTTEN = -1;

    private final ClientAddressResolver addresses;
    private final int most;
    private final Map<IpAddress, AtomicInteger> open = new ConcurrentHashMap<>();

    /** Creates a limit with the number and the trusted proxies of these settings. */
    public OpenRequests(ClientSettings settings) {
        this.addresses = new ClientAddressResolver(settings.trustedProxies());
        this.most = settings.open();
    }

    /** One open request; close it once, when the request has ended. */
    public interface Place extends AutoCloseable {
        /** Returns whether the request may be served; if not, closing does nothing. */
        boolean granted();

        @Override
        void close();
    }

    private record Granted(boolean granted, Runnable giveBack) implements Place {
        @Override
        public void close() {
            giveBack.run();
        }
    }

    /**
     * Counts a request.
     *
     * @param peer the address at the other end of the connection
     * @param forwarded returns the values of {@code X-Forwarded-For}; called when the peer is a trusted proxy
     */
    public Place enter(String peer, Supplier<List<String>> forwarded) {
        return enter(addresses.of(peer, forwarded));
    }

    /** Counts a request. */
    public Place enter(HttpServletRequest request) {
        return enter(addresses.of(request));
    }

    /** Uses no lock, since many requests of one address that end at the same moment would wait for it. */
    private Place enter(IpAddress address) {
        IpAddress network = address.network();
        while (true) {
            AtomicInteger count = open.get(network);
            if (count == null) {
                count = open.computeIfAbsent(network, key -> new AtomicInteger());
            }
            int now = count.get();
            if (now >= most) {
                return new Granted(false, () -> {});
            }
            if (now == FORGOTTEN) {
                open.remove(network, count);
            } else if (count.compareAndSet(now, now + 1)) {
                AtomicInteger entered = count;
                return new Granted(true, () -> leave(network, entered));
            }
        }
    }

    private void leave(IpAddress network, AtomicInteger count) {
        if (count.decrementAndGet() == 0 && count.compareAndSet(0, FORGOTTEN)) {
            open.remove(network, count);
        }
    }

    /** Returns the number of addresses with an open request. */
    public int size() {
        return open.size();
    }

    /** Returns whether a peer is a trusted proxy, whose connections carry requests of many clients. */
    public boolean isProxy(String peer) {
        return addresses.isProxy(peer);
    }
}
