/**
 * The server API: the four calls under {@code /sns}, with WeChat's checks, words and formats. Called by the application
 * under test. Must not know pages or QR codes.
 */
@NullMarked
package dev.saoma.emulator.internal.sns;

import org.jspecify.annotations.NullMarked;
