package dev.saoma.emulator.internal.platform;

import dev.saoma.emulator.internal.grant.Consent;
import java.time.Duration;

/**
 * Lifetimes.
 *
 * @param hold how long a poll without a change is held, in real time; 0 to 10 minutes
 * @param qrCode of a QR code
 * @param code of a code of the QR login
 * @param inWechatCode of a code of the flow inside WeChat
 * @param accessToken of an access token
 * @param refreshToken of a refresh token
 */
public record Lifetimes(
        Duration hold,
        Duration qrCode,
        Duration code,
        Duration inWechatCode,
        Duration accessToken,
        Duration refreshToken) {

    private static final Duration MAX_HOLD = Duration.ofMinutes(10);

    /** WeChat's: 25 s, 300 s, 600 s, 300 s, 7200 s, 30 days. */
    public static final Lifetimes WECHAT = new Lifetimes(
            Duration.ofSeconds(25),
            Duration.ofSeconds(300),
            Duration.ofSeconds(600),
            Duration.ofSeconds(300),
            Duration.ofSeconds(7200),
            Duration.ofDays(30));

    public Lifetimes {
        if (hold.isNegative() || hold.compareTo(MAX_HOLD) > 0) {
            throw new IllegalArgumentException("the hold of the long poll must be from 0 to 10 minutes.");
        }
        requirePositive("QR code", qrCode);
        requirePositive("code", code);
        requirePositive("code of the flow inside WeChat", inWechatCode);
        requirePositive("access token", accessToken);
        requirePositive("refresh token", refreshToken);
    }

    /** Returns the lifetime of a code for this consent. */
    public Duration ofCode(Consent consent) {
        return consent.inWechat() ? inWechatCode : code;
    }

    private static void requirePositive(String what, Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(Duration.ofDays(3650)) > 0) {
            throw new IllegalArgumentException("the life of a " + what + " must be more than 0, at most ten years.");
        }
    }
}
