/**
 * QR codes: shown, scanned, allowed or refused, expired; and the pages that poll them. The login page, the phone, the
 * control API and the Java API call it. It must not know HTTP; it gets a function that issues codes.
 */
@NullMarked
package dev.saoma.emulator.qrcode;

import org.jspecify.annotations.NullMarked;
