/**
 * The CA that the emulator's TLS port is trusted by, and its file. Called by the emulator when a TLS port is asked for; the
 * only package that needs Bouncy Castle. Must not know HTTP or WeChat: it is given the names to certify.
 */
@NullMarked
package dev.saoma.emulator.internal.tls;

import org.jspecify.annotations.NullMarked;
