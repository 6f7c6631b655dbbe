/**
 * How long something has lasted. What has to be told to others, or kept, is a moment and comes from a {@link java.time.Clock};
 * a wait, a cache's life and a rate are durations and come from here.
 */
@NullMarked
package dev.saoma.time;

import org.jspecify.annotations.NullMarked;
