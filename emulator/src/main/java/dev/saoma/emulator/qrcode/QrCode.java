package dev.saoma.emulator.qrcode;

import java.time.Instant;
import java.util.Optional;

/**
 * A QR code at one moment.
 *
 * @param uuid 16 letters and digits
 * @param appid the app of the login
 * @param state as the app sent it, empty when it sent none
 * @param status at that moment
 * @param userId the user who scanned it last, if any
 * @param createdAt when the page showed it
 * @param expiresAt when it expires
 */
public record QrCode(
        String uuid,
        String appid,
        String state,
        QrStatus status,
        Optional<String> userId,
        Instant createdAt,
        Instant expiresAt) {}
