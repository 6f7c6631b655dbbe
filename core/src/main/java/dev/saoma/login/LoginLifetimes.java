package dev.saoma.login;

import java.time.Duration;

/**
 * The lifetimes of attempts, codes and tickets, and the age at which a profile is read again.
 *
 * @param attempt a begun login (default 20 minutes: WeChat's page renews an expired QR code with the same state)
 * @param loginCode a login code (default 5 minutes)
 * @param bindTicket a bind ticket of an unlinked WeChat identity (default 10 minutes)
 * @param invitation a one-time link that binds a WeChat to a user (default 24 hours)
 * @param profile the age at which nickname and avatar are read from WeChat again (default 7 days)
 */
public record LoginLifetimes(
        Duration attempt, Duration loginCode, Duration bindTicket, Duration invitation, Duration profile) {
    /** 20 minutes, 5 minutes, 10 minutes, 24 hours, 7 days. */
    public static final LoginLifetimes DEFAULT = new LoginLifetimes(
            Duration.ofMinutes(20),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofDays(7));
}
