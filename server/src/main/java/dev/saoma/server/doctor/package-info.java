/**
 * {@code saoma doctor}: checks settings and their environment and reports each result with its fix, in the words of the message
 * bundle {@code findings}. It changes nothing, waits no longer than its time-out, and shows no secret.
 */
@NullMarked
package dev.saoma.server.doctor;

import org.jspecify.annotations.NullMarked;
