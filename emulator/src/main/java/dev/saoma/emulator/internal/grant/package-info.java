/**
 * Codes, access tokens and refresh tokens from a user's consent, with their lifetimes and single use. The allowed QR
 * code, the server API and the control API call it. It must not know HTTP, pages or error codes.
 */
@NullMarked
package dev.saoma.emulator.internal.grant;

import org.jspecify.annotations.NullMarked;
