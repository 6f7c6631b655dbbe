package dev.saoma.servlet;

/**
 * What one address may do: settings {@code saoma.limits.*}. An address is one of IPv4, or a /64 of IPv6, which is what one
 * household or one server has. Many people may share one, so the defaults stop a flood and not an office.
 *
 * @param attempts beginning a login, a bind or a proof (default 200 at once, then 10 a minute)
 * @param calls going on with one: code, session, registration, bind (default 600 at once, then 60 a minute)
 * @param failures those of either that fail because what they hold is no good: a state, a login code, a bind ticket, an
 *     invitation (default 100 at once, then 10 a minute)
 */
public record RateLimits(RateLimit attempts, RateLimit calls, RateLimit failures) {
    /** 200 and 10, 600 and 60, 100 and 10. */
    public static final RateLimits DEFAULT =
            new RateLimits(new RateLimit(200, 10), new RateLimit(600, 60), new RateLimit(100, 10));

    /** No limits, for whoever counts elsewhere. */
    public static final RateLimits OFF = new RateLimits(RateLimit.OFF, RateLimit.OFF, RateLimit.OFF);
}
