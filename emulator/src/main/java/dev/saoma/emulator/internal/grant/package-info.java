/**
 * What a user's consent turns into: codes, then access and refresh tokens, with their lives and their single use. Called by
 * the QR code that was allowed, by the server API and by the control API. Must not know HTTP, pages or error codes.
 */
@NullMarked
package dev.saoma.emulator.internal.grant;

import org.jspecify.annotations.NullMarked;
