/**
 * Looks at a configuration and at what surrounds it, and says line by line what is well and how the rest is mended. The command
 * line asks; nothing here changes anything, waits without a bound, or shows a secret.
 */
@NullMarked
package dev.saoma.server.doctor;

import org.jspecify.annotations.NullMarked;
