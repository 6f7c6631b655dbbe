package dev.saoma.servlet.internal.http;

import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.time.Duration;
import java.util.Map;

/** Errors that depend on the HTTP request alone. */
public final class RequestErrors {
    /** The detail that holds the seconds to wait, which are also sent as {@code Retry-After}. */
    public static final String RETRY_AFTER = "retryAfter";

    private RequestErrors() {}

    /** Returns {@code invalid_request} with this message. */
    public static LoginException invalid(String message) {
        return new LoginException(ErrorCode.INVALID_REQUEST, message);
    }

    /** Returns {@code not_found} for an address without a route. */
    public static LoginException unknownAddress() {
        return new LoginException(ErrorCode.NOT_FOUND, "There is nothing at this address.");
    }

    /**
     * Returns {@code rate_limited}.
     *
     * @param note the limit, for the log
     * @param pause how long the address should wait
     */
    public static LoginException rateLimited(String note, Duration pause) {
        return new LoginException(
                ErrorCode.RATE_LIMITED,
                "Too much came from your network in a short time. Wait, then try again.",
                note,
                Map.of(RETRY_AFTER, pause.plusSeconds(1).minusNanos(1).toSeconds()));
    }
}
