package dev.saoma.server.flow;

import java.time.Instant;

/**
 * How often a step ended in one way.
 *
 * @param instance an empty text for none
 * @param outcome {@code ok}, {@code renewed}, or the code of the failure
 * @param firstAt the first minute in which it did
 * @param lastAt the last minute
 */
public record FlowCount(String instance, String step, String outcome, long number, Instant firstAt, Instant lastAt) {}
