/**
 * The CA of the emulator's TLS port, and its file. The emulator calls it when a TLS port is configured. The only
 * package that needs Bouncy Castle. It must not know HTTP or WeChat: it gets the names to certify.
 */
@NullMarked
package dev.saoma.emulator.internal.tls;

import org.jspecify.annotations.NullMarked;
