package dev.saoma.servlet;

/**
 * The rate limits for each client address: settings {@code saoma.limits.*}. An address is an IPv4 address or a /64 of IPv6, as
 * one household or one server has. Many people may share one, so the defaults stop a flood, but not the users of one office.
 *
 * @param attempts new attempts to log in, bind or re-authenticate (default 200 at once, then 10 a minute)
 * @param calls later steps: code, session, registration, bind (default 600 at once, then 60 a minute)
 * @param failures requests of both kinds with an invalid state, login code, bind ticket or invitation (default 100 at once,
 *     then 10 a minute)
 */
public record RateLimits(RateLimit attempts, RateLimit calls, RateLimit failures) {
    /** The default limits. */
    public static final RateLimits DEFAULT =
            new RateLimits(new RateLimit(200, 10), new RateLimit(600, 60), new RateLimit(100, 10));

    /** No limits, for example because a proxy has them. */
    public static final RateLimits OFF = new RateLimits(RateLimit.OFF, RateLimit.OFF, RateLimit.OFF);
}
