package dev.saoma.servlet;

import dev.saoma.error.ConfigException;
import dev.saoma.servlet.internal.http.CidrBlock;
import java.util.List;

/**
 * The trusted proxies, by which the client address of a request is determined, and the limits for each address. Immutable.
 *
 * @param trustedProxies addresses or blocks ({@code 10.0.0.0/8}, {@code fd00::/8}) of the proxies in front of the servlet,
 *     whose {@code X-Forwarded-For} is trusted; empty, the default, trusts none
 * @param shared counters that several nodes share; {@link SharedCounters#none} by default
 * @param open how many requests of one address may be open at the same time, on all routes (default 1,000)
 */
public record ClientSettings(List<String> trustedProxies, RateLimits limits, SharedCounters shared, int open) {
    /** The default of {@link #open}. */
    public static final int OPEN = 1_000;

    /** No proxy, the default limits. */
    public static final ClientSettings DEFAULT = new ClientSettings(List.of(), RateLimits.DEFAULT);

    /** @throws ConfigException naming the key at fault */
    public ClientSettings {
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(ClientSettings::requireBlock);
        if (open < 1) {
            throw new ConfigException("settings", "saoma.limits.open", "must be 1 or more");
        }
    }

    /** Creates settings with {@link #OPEN} requests of one address open at once. */
    public ClientSettings(List<String> trustedProxies, RateLimits limits, SharedCounters shared) {
        this(trustedProxies, limits, shared, OPEN);
    }

    /** Creates settings with {@link #OPEN} and without shared counters. */
    public ClientSettings(List<String> trustedProxies, RateLimits limits) {
        this(trustedProxies, limits, SharedCounters.none());
    }

    /** Returns these settings with shared counters. */
    public ClientSettings sharing(SharedCounters counters) {
        return new ClientSettings(trustedProxies, limits, counters, open);
    }

    /** Returns these settings with another number of requests that one address may have open at once. */
    public ClientSettings withOpen(int requests) {
        return new ClientSettings(trustedProxies, limits, shared, requests);
    }

    private static void requireBlock(String text) {
        if (CidrBlock.parse(text).isEmpty()) {
            throw new ConfigException(
                    "settings",
                    "saoma.trusted-proxies",
                    "has an entry that is no address and no block of addresses, such as 10.0.0.0/8 or fd00::/8;"
                            + " names and /0 are not taken");
        }
    }
}
