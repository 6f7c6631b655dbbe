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
 * How many requests of one address are open at once, whatever they ask for: an address as in {@link RateLimits}, which is the one
 * that the last trusted proxy names. Thread-safe.
 */
public final class OpenRequests {
    /** What a count says that is no longer in the map. */
    private static final int FORGOTTEN = -1;

    private final ClientAddressResolver addresses;
    private final int most;
    private final Map<IpAddress, AtomicInteger> open = new ConcurrentHashMap<>();

    /** With the bound and the proxies of these settings. */
    public OpenRequests(ClientSettings settings) {
        this.addresses = new ClientAddressResolver(settings.trustedProxies());
        this.most = settings.open();
    }

    /** A request's place, which is given back by closing it, once. */
    public interface Place extends AutoCloseable {
        /** Whether there was one; closing does nothing when there was none. */
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
     * One more.
     *
     * @param peer who is at the other end of the connection
     * @param forwarded the values of {@code X-Forwarded-For}, asked for when the peer is a trusted proxy
     */
    public Place enter(String peer, Supplier<List<String>> forwarded) {
        return enter(addresses.of(peer, forwarded));
    }

    /** One more, for the address that the request counts for. */
    public Place enter(HttpServletRequest request) {
        return enter(addresses.of(request));
    }

    /** Without a lock: while many requests of one address end at once, each would wait for all of them. */
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

    /** How many addresses have a request open. */
    public int size() {
        return open.size();
    }

    /** Whether a peer is a trusted proxy, whose connections are those of many. */
    public boolean isProxy(String peer) {
        return addresses.isProxy(peer);
    }
}
