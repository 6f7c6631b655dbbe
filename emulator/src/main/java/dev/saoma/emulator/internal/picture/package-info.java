/**
 * Pictures: the QR code and the users' avatars, as JPEG like WeChat's. Called by the pages. Must not know HTTP, and must
 * work without a display or fonts.
 */
@NullMarked
package dev.saoma.emulator.internal.picture;

import org.jspecify.annotations.NullMarked;
