/**
 * The request log: what the application under test sent and what it got, with the reason for every rejection. Wrapped
 * around endpoints by the root package, read through the control API. Must not hold a secret, code or token in clear.
 */
@NullMarked
package dev.saoma.emulator.journal;

import org.jspecify.annotations.NullMarked;
