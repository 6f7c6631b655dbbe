/**
 * The QR code's life: shown, scanned, allowed or refused, expired; and the pages that wait to hear of it. Called by the
 * login page, the phone, the control API and the Java face. Must not know HTTP; it gets a function that issues codes.
 */
@NullMarked
package dev.saoma.emulator.qrcode;

import org.jspecify.annotations.NullMarked;
