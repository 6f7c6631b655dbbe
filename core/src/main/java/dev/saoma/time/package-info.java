/**
 * Durations: waits, times to live and rates. Moments that are stored or shown come from a {@link java.time.Clock}
 * instead.
 */
@NullMarked
package dev.saoma.time;

import org.jspecify.annotations.NullMarked;
