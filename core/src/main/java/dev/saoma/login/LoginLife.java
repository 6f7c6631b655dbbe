package dev.saoma.login;

import java.time.Duration;

/**
 * How long what is used once may wait.
 *
 * @param attempt a begun login (default 20 minutes: WeChat's page renews an expired QR code with the same state)
 * @param loginCode a login code (default 5 minutes)
 */
public record LoginLife(Duration attempt, Duration loginCode) {
    /** 20 minutes, 5 minutes. */
    public static final LoginLife DEFAULT = new LoginLife(Duration.ofMinutes(20), Duration.ofMinutes(5));
}
