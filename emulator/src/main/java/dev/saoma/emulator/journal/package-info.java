/**
 * The request log: requests of the application under test, their responses, and the reason for every rejection. The
 * root package wraps endpoints in it; the control API reads it. It must not hold a secret, code or token in clear.
 */
@NullMarked
package dev.saoma.emulator.journal;

import org.jspecify.annotations.NullMarked;
