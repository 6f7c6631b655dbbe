/**
 * Failures on order: the next calls of an endpoint answer late, wrong or not at all. Wrapped around endpoints by the root
 * package, ordered through the control API. Must not know how an answer is made or sent.
 */
@NullMarked
package dev.saoma.emulator.fault;

import org.jspecify.annotations.NullMarked;
