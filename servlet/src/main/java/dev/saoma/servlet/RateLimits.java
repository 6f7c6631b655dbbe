package dev.saoma.servlet;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Lets one address do so much and no more. */
final class RateLimits {
    static final String RETRY_AFTER = "retryAfter";
    private static final Set<ErrorCode> FAILURES =
            Set.of(ErrorCode.STATE_INVALID, ErrorCode.LOGIN_CODE_INVALID, ErrorCode.BIND_TICKET_INVALID);

    private final ClientAddress addresses;
    private final Meter attempts;
    private final Meter calls;
    private final Meter failures;

    RateLimits(ClientSettings settings, Clock clock) {
        this.addresses = new ClientAddress(settings.blocks());
        var together = new Together(settings.shared(), System::nanoTime);
        this.attempts = new Meter("attempts", settings.limits().attempts(), clock, together);
        this.calls = new Meter("calls", settings.limits().calls(), clock, together);
        this.failures = new Meter("failures", settings.limits().failures(), clock, together);
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
        IpAddress address = addresses.of(request);
        take(cost == Route.Cost.ATTEMPT ? attempts : calls, address);
        // Taken beforehand, so that many at once cannot fail more often than one after another.
        Meter.Taken taken = take(failures, address);
        boolean failed = false;
        try {
            return work.get();
        } catch (LoginException e) {
            failed = FAILURES.contains(e.code());
            throw e;
        } finally {
            if (!failed) {
                failures.giveBack(address, taken);
            }
        }
    }

    private static Meter.Taken take(Meter meter, IpAddress address) {
        Meter.Taken taken = meter.take(address);
        if (!taken.pause().isZero()) {
            throw new LoginException(
                    ErrorCode.RATE_LIMITED,
                    "Too much came from your network in a short time. Wait, then try again.",
                    meter.name() + " of " + address.network(),
                    Map.of(
                            RETRY_AFTER,
                            taken.pause().plusSeconds(1).minusNanos(1).toSeconds()));
        }
        return taken;
    }
}
