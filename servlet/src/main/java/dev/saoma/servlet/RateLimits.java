package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import dev.saoma.time.Ticker;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Lets one address do so much and no more. */
final class RateLimits {
    static final String RETRY_AFTER = "retryAfter";
    private static final Set<ErrorCode> FAILURES =
            Set.of(ErrorCode.STATE_INVALID, ErrorCode.LOGIN_CODE_INVALID, ErrorCode.BIND_TICKET_INVALID);

    /** What is under way may still fail; as many as may wait for WeChat, so that nobody who logs in is refused for it. */
    static final int AT_A_TIME = 1_000;

    private final ClientAddress addresses;
    private final UnnamedProxy unnamed;
    private final ConcurrentMap<IpAddress, Integer> underWay = new ConcurrentHashMap<>();
    private final Meter attempts;
    private final Meter calls;
    private final Meter failures;

    RateLimits(ClientSettings settings, Ticker ticker) {
        this.addresses = new ClientAddress(settings.blocks());
        this.unnamed = new UnnamedProxy(addresses, ticker);
        var together = new Together(settings.shared(), ticker::nanos);
        this.attempts = new Meter("attempts", settings.limits().attempts(), ticker, together);
        this.calls = new Meter("calls", settings.limits().calls(), ticker, together);
        this.failures = new Meter("failures", settings.limits().failures(), ticker, together);
    }

    /**
     * Does the work, unless the address has had its share.
     *
     * @throws LoginException {@code rate_limited}, before anything is done; otherwise as the work
     */
    Answer spend(Route.Cost cost, HttpServletRequest request, Supplier<Answer> work) {
        if (cost == Route.Cost.NOTHING) {
            return work.get();
        }
        unnamed.came(request);
        IpAddress address = addresses.of(request);
        try {
            Meter meter = cost == Route.Cost.ATTEMPT ? attempts : calls;
            require(meter.take(address).pause(), meter.name(), address.network());
            require(failures.look(address), failures.name(), address.network());
            enter(address.network());
        } catch (LoginException e) {
            unnamed.refused(request);
            throw e;
        }
        try {
            return work.get();
        } catch (LoginException e) {
            // Only now, since what is under way and good must not count; so many at once may fail once more often.
            if (FAILURES.contains(e.code())) {
                failures.owe(address);
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

    /** @throws LoginException {@code rate_limited}, unless there is nothing to wait for */
    static void require(Duration pause, String counted, IpAddress network) {
        if (!pause.isZero()) {
            throw tooMuch(counted + " of " + network, pause);
        }
    }

    /**
     * @param note which limit, for the log
     * @param pause how long the address should wait
     */
    static LoginException tooMuch(String note, Duration pause) {
        return new LoginException(
                ErrorCode.RATE_LIMITED,
                "Too much came from your network in a short time. Wait, then try again.",
                note,
                Map.of(RETRY_AFTER, pause.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
