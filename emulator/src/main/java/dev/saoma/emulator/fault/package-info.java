/**
 * Faults on request: the next responses of an endpoint are late, wrong or missing. The root package wraps endpoints in
 * them, and the control API adds them. It must not know how a response is made or sent.
 */
@NullMarked
package dev.saoma.emulator.fault;

import org.jspecify.annotations.NullMarked;
