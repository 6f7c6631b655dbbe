package dev.saoma.servlet.internal.limit;

import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.time.Ticker;
import java.time.Duration;

/**
 * One token bucket for each client address. The buckets are bounded: a flood from ever new addresses evicts its own ones. A
 * sender with more networks than there are buckets has the limit of each; only a firewall can stop it. Thread-safe.
 */
public final class AddressBuckets {
    private final TokenBuckets<IpAddress> byNetwork;

    /** @param name for the log and the shared counters */
    public AddressBuckets(String name, RateLimit limit, Ticker ticker, SharedCounterClient shared) {
        this.byNetwork = new TokenBuckets<>(name, limit, ticker, shared);
    }

    /** Returns the name in {@code saoma.limits}. */
    public String name() {
        return byNetwork.name();
    }

    boolean isOff() {
        return byNetwork.isOff();
    }

    /** Takes a token. */
    public TokenBuckets.Taken take(IpAddress address) {
        return byNetwork.take(address.network());
    }

    /** Returns how long an address has to wait for a token; zero if there is one. Takes none. */
    public Duration waitTime(IpAddress address) {
        return byNetwork.waitTime(address.network());
    }

    /** Takes a token even if there is none. The bucket then goes below zero, down to its size. */
    public void overdraw(IpAddress address) {
        byNetwork.overdraw(address.network());
    }

    /** Returns the number of addresses that have a bucket. */
    public long size() {
        return byNetwork.size();
    }
}
