package dev.saoma.servlet.internal.limit;

import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns the operator about a proxy that {@code saoma.trusted-proxies} does not name, since all clients behind it then share
 * the limits of one address: once, and once a minute while requests are refused for it. Not more often, because any client can
 * send the headers of a proxy. Thread-safe.
 */
public final class UntrustedProxyWarning {
    private static final Logger LOG = LoggerFactory.getLogger(UntrustedProxyWarning.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ClientAddressResolver addresses;
    private final Ticker ticker;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicLong quietUntil;

    UntrustedProxyWarning(ClientAddressResolver addresses, Ticker ticker) {
        this.addresses = addresses;
        this.ticker = ticker;
        this.quietUntil = new AtomicLong(ticker.nanos());
    }

    /** Called before a request is counted. */
    void counted(HttpServletRequest request) {
        if (!told.get() && addresses.isUnnamedProxy(request) && told.compareAndSet(false, true)) {
            LOG.warn(
                    "a request came with {} from {}, which saoma.trusted-proxies does not name, so everybody who comes from"
                            + " there shares the limits of one address; if that is a proxy of yours, name it there",
                    headers(request),
                    request.getRemoteAddr());
        }
    }

    /** Called when a request was refused by a limit. */
    void refused(HttpServletRequest request) {
        long now = ticker.nanos();
        long until = quietUntil.get();
        if (now - until >= 0
                && addresses.isUnnamedProxy(request)
                && quietUntil.compareAndSet(until, now + PAUSE.toNanos())) {
            LOG.warn(
                    "requests from {} are refused as too many (429); they came with {}, and saoma.trusted-proxies does not name"
                            + " that address, so it counts as one person's. If it is a proxy of yours, name it there",
                    request.getRemoteAddr(),
                    headers(request));
        }
    }

    /** Returns only the names of the headers, since the sender chooses the values. */
    private static String headers(HttpServletRequest request) {
        return String.join(
                ", ",
                ClientAddressResolver.FORWARDED.stream()
                        .filter(header -> request.getHeader(header) != null)
                        .toList());
    }
}
