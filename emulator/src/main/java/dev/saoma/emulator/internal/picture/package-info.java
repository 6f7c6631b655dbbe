/**
 * Images: the QR code and the users' avatars, as JPEG like WeChat's. The pages call it. It must not know HTTP, and must
 * work without a display or fonts.
 */
@NullMarked
package dev.saoma.emulator.internal.picture;

import org.jspecify.annotations.NullMarked;
