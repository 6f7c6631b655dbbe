package dev.saoma.emulator.qrcode;

import java.time.Instant;
import java.util.Optional;

/**
 * A QR code as it was at one moment.
 *
 * @param uuid 16 letters and digits
 * @param appid the app that the login is for
 * @param state as the app sent it, empty when it sent none
 * @param status at that moment
 * @param userId who scanned it last, when somebody did
 * @param createdAt when the page showed it
 * @param expiresAt when it stops being scannable
 */
public record QrCode(
        String uuid,
        String appid,
        String state,
        QrStatus status,
        Optional<String> userId,
        Instant createdAt,
        Instant expiresAt) {}
