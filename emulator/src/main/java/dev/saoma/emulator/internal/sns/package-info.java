/**
 * The server API: the four calls under {@code /sns}, with WeChat's checks, messages and formats. The application under
 * test calls it. It must not know pages or QR codes.
 */
@NullMarked
package dev.saoma.emulator.internal.sns;

import org.jspecify.annotations.NullMarked;
