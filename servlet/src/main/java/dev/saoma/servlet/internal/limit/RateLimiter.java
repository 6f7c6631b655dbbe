package dev.saoma.servlet.internal.limit;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.internal.http.IpAddress;
import dev.saoma.servlet.internal.http.RequestErrors;
import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Applies the {@link dev.saoma.servlet.RateLimits} of each client address. Thread-safe. */
public final class RateLimiter {
    private static final Set<ErrorCode> FAILURES =
            Set.of(ErrorCode.STATE_INVALID, ErrorCode.LOGIN_CODE_INVALID, ErrorCode.BIND_TICKET_INVALID);

    /** The most running requests of one address, since each may still fail: as many as logins may wait for WeChat. */
    public static final int AT_A_TIME = 1_000;

    private final ClientAddressResolver addresses;
    private final UntrustedProxyWarning unnamed;
    private final ConcurrentMap<IpAddress, Integer> underWay = new ConcurrentHashMap<>();
    private final AddressBuckets attempts;
    private final AddressBuckets calls;
    private final AddressBuckets failures;

    public RateLimiter(ClientSettings settings, Ticker ticker) {
        this.addresses = new ClientAddressResolver(settings.trustedProxies());
        this.unnamed = new UntrustedProxyWarning(addresses, ticker);
        var shared = new SharedCounterClient(settings.shared(), ticker::nanos);
        this.attempts = new AddressBuckets("attempts", settings.limits().attempts(), ticker, shared);
        this.calls = new AddressBuckets("calls", settings.limits().calls(), ticker, shared);
        this.failures = new AddressBuckets("failures", settings.limits().failures(), ticker, shared);
    }

    /**
     * Runs the work, unless the address has no token left.
     *
     * @throws LoginException {@code rate_limited} before the work is begun; otherwise what the work throws
     */
    public <T> T run(Cost cost, HttpServletRequest request, Supplier<T> work) {
        if (cost == Cost.NOTHING) {
            return work.get();
        }
        unnamed.counted(request);
        IpAddress address = addresses.of(request);
        try {
            AddressBuckets buckets = cost == Cost.ATTEMPT ? attempts : calls;
            require(buckets.take(address).pause(), buckets.name(), address.network());
            require(failures.waitTime(address), failures.name(), address.network());
            enter(address.network());
        } catch (LoginException e) {
            unnamed.refused(request);
            throw e;
        }
        try {
            return work.get();
        } catch (LoginException e) {
            // Only failures count, so they are counted at the end; concurrent requests may exceed the limit by their
            // number.
            if (FAILURES.contains(e.code())) {
                failures.overdraw(address);
            }
            throw e;
        } finally {
            underWay.computeIfPresent(address.network(), (network, count) -> count == 1 ? null : count - 1);
        }
    }

    private void enter(IpAddress network) {
        if (failures.isOff()) {
            return;
        }
        int[] before = {0};
        underWay.compute(network, (one, count) -> {
            before[0] = count == null ? 0 : count;
            return Math.min(before[0] + 1, AT_A_TIME);
        });
        require(before[0] < AT_A_TIME ? Duration.ZERO : Duration.ofSeconds(1), "requests under way", network);
    }

    /**
     * Requires a pause of zero.
     *
     * @throws LoginException {@code rate_limited}
     */
    public static void require(Duration pause, String counted, IpAddress network) {
        if (!pause.isZero()) {
            throw RequestErrors.rateLimited(counted + " of " + network, pause);
        }
    }
}
